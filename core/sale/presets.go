package sale

// FlowOf returns how work goes through a shop of a preset; the owner may
// change it.
func FlowOf(preset string) Flow {
	switch preset {
	case "laundry":
		return laundryFlow()
	case "salon":
		return salonFlow()
	case "repair":
		return repairFlow()
	case "bakery":
		return bakeryFlow()
	}
	return Flow{
		{"received", "Diterima", "Received", Underway, []string{"working", "ready", "done", "cancelled"}},
		{"working", "Dikerjakan", "In work", Underway, []string{"ready", "done", "cancelled"}},
		{"ready", "Siap", "Ready", ReadyNow, []string{"done", "working"}},
		{"done", "Selesai", "Done", Finished, nil},
		{"cancelled", "Batal", "Cancelled", Cancelled, nil},
	}
}

func laundryFlow() Flow {
	return Flow{
		{"received", "Diterima", "Received", Underway, []string{"washing", "cancelled"}},
		{"washing", "Dicuci", "Washing", Underway, []string{"drying", "cancelled"}},
		{"drying", "Dikeringkan", "Drying", Underway, []string{"ironing", "packing"}},
		{"ironing", "Disetrika", "Ironing", Underway, []string{"packing", "washing"}},
		{"packing", "Dikemas", "Packing", Underway, []string{"ready", "washing"}},
		{"ready", "Siap diambil", "Ready to pick up", ReadyNow, []string{"taken", "washing"}},
		{"taken", "Diambil", "Picked up", Finished, nil},
		{"cancelled", "Batal", "Cancelled", Cancelled, nil},
	}
}

func salonFlow() Flow {
	return Flow{
		{"waiting", "Menunggu", "Waiting", Underway, []string{"in_chair", "cancelled"}},
		{"in_chair", "Dilayani", "In the chair", Underway, []string{"finishing", "done"}},
		{"finishing", "Penyelesaian", "Finishing", Underway, []string{"done"}},
		{"done", "Selesai", "Done", Finished, nil},
		{"cancelled", "Batal", "Cancelled", Cancelled, nil},
	}
}

func repairFlow() Flow {
	return Flow{
		{"intake", "Diterima", "Intake", Underway, []string{"diagnosis", "cancelled"}},
		{"diagnosis", "Diperiksa", "Diagnosis", Underway, []string{"waiting_approval", "in_repair", "cancelled"}},
		{"waiting_approval", "Menunggu persetujuan", "Waiting for approval", Underway, []string{"waiting_parts", "in_repair", "cancelled"}},
		{"waiting_parts", "Menunggu suku cadang", "Waiting for parts", Underway, []string{"in_repair", "cancelled"}},
		{"in_repair", "Diperbaiki", "In repair", Underway, []string{"quality_check", "waiting_parts", "cancelled"}},
		{"quality_check", "Diuji", "Quality check", Underway, []string{"ready", "in_repair"}},
		{"ready", "Siap diambil", "Ready to pick up", ReadyNow, []string{"picked_up", "in_repair"}},
		{"picked_up", "Diambil", "Picked up", Finished, nil},
		{"cancelled", "Batal", "Cancelled", Cancelled, nil},
	}
}

func bakeryFlow() Flow {
	return Flow{
		{"ordered", "Dipesan", "Ordered", Underway, []string{"baking", "cancelled"}},
		{"baking", "Dibuat", "Baking", Underway, []string{"decorating", "ready"}},
		{"decorating", "Dihias", "Decorating", Underway, []string{"ready", "baking"}},
		{"ready", "Siap diambil", "Ready to pick up", ReadyNow, []string{"taken", "decorating"}},
		{"taken", "Diambil", "Picked up", Finished, nil},
		{"cancelled", "Batal", "Cancelled", Cancelled, nil},
	}
}
