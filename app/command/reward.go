package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/loyalty"
)

type rewardVerbs struct {
	Add  rewardAdd  `cmd:"" help:"Offer something for points."`
	Edit rewardEdit `cmd:"" help:"Change it, or offer it no more."`
	List rewardList `cmd:"" help:"Show what is offered."`
}

type rewardAdd struct {
	Name   string `arg:"" help:"What it is."`
	Points int64  `arg:"" help:"What it costs."`
	Note   string `help:"What to mind."`
}

func (v *rewardAdd) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		made, err := engine.Loyalty.AddReward(ctx, loyalty.Reward{Name: v.Name, Points: loyalty.Points(v.Points), Note: v.Note})
		if err != nil {
			return err
		}
		return showReward(s, engine, &made)
	})
}

type rewardEdit struct {
	Code   string  `arg:"" help:"Such as H-0001."`
	Name   *string `help:"What it is."`
	Points *int64  `help:"What it costs."`
	Note   *string `help:"What to mind."`
	Ended  *bool   `negatable:"" help:"It is offered no more."`
}

func (v *rewardEdit) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		number, err := engine.NumberOf("reward", v.Code)
		if err != nil {
			return err
		}
		changed, err := engine.Loyalty.EditReward(ctx, loyalty.RewardNumber(number), func(known *loyalty.Reward) {
			replace(&known.Name, v.Name)
			replace((*int64)(&known.Points), v.Points)
			replace(&known.Note, v.Note)
			replace(&known.Ended, v.Ended)
		})
		if err != nil {
			return err
		}
		return showReward(s, engine, &changed)
	})
}

type rewardList struct {
	All bool `help:"Those that are offered no more, too."`
}

func (v *rewardList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := engine.Loyalty.Rewards(ctx, v.All)
		if err != nil {
			return err
		}
		rewards := api.Shown(engine, found, api.RewardOf)
		return s.result(map[string]any{"rewards": rewards}, func() {
			for i := range rewards {
				rewardLine(s, &rewards[i])
			}
			s.none(len(rewards), "Belum ada hadiah; raja reward add menambah.", "There is no reward; raja reward add makes one.")
		})
	})
}

func showReward(s *say, engine *core.Engine, one *loyalty.Reward) error {
	shown := api.RewardOf(engine, one)
	return s.result(shown, func() { rewardLine(s, &shown) })
}

func rewardLine(s *say, one *api.Reward) {
	ended := ""
	if one.Ended {
		ended = s.pick("tidak ditawarkan lagi", "offered no more")
	}
	s.line("%s  %s  %s  %s %s", "%s  %s  %s  %s %s", one.Code, s.points(one.Points), one.Name, one.Note, ended)
}
