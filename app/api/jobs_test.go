package api_test

import (
	"context"
	"testing"
)

// stuck starts a job that does not end when it is cancelled, only when the
// test ends.
func (v *victim) stuck() string {
	v.t.Helper()
	forever := make(chan struct{})
	v.t.Cleanup(func() { close(forever) })
	begun := make(chan struct{})
	job, err := v.contract.Begin(func(context.Context) error {
		close(begun)
		<-forever
		return nil
	})
	if err != nil {
		v.t.Fatal(err)
	}
	<-begun
	return "/api/jobs/" + job.ID
}

func TestACancelledJobThatDoesNotEndGivesItsTurnBack(t *testing.T) {
	v := newVictim(t)
	v.contract.Impatient()
	for range 2 {
		v.must("DELETE", v.stuck(), nil)
	}
	if run := v.finish(v.must("POST", "/api/segments/run", map[string]any{})); run["state"] != "done" {
		t.Errorf("the next job: %v", run)
	}
}

func TestTheWindowClosesOverAJobThatDoesNotEnd(t *testing.T) {
	v := newVictim(t)
	v.contract.Impatient()
	path := v.stuck()
	if err := v.contract.Close(); err != nil {
		t.Error(err)
	}
	if job := v.must("GET", path, nil); job["state"] != "cancelled" {
		t.Errorf("the job is %v", job)
	}
}

func TestJobsThatDoNotEndAreNotPiledUp(t *testing.T) {
	v := newVictim(t)
	v.contract.Impatient()
	for range 4 {
		v.finish(v.must("DELETE", v.stuck(), nil))
	}
	status, said := v.ask("POST", "/api/segments/run", map[string]any{})
	if status != 503 {
		t.Errorf("the fifth is answered %d %v", status, said)
	}
}
