# The fifty rules of bench/many-rules.ts, written for OPA. A rule that rejects names itself.
package gatehouse

import rego.v1

reject contains "rule-0" if {
	startswith(input.action.id, "demo.counter.")
	input.inputs.amount > 1000
}

reject contains "rule-1" if {
	startswith(input.action.id, "demo.")
	input.state["demo.counter"].value == -2
	input.user.id != "admin-1"
}

reject contains "rule-2" if {
	startswith(input.action.id, "demo.counter.")
	input.user.id in {"blocked-2", "blocked-3"}
}

reject contains "rule-3" if {
	startswith(input.action.id, "demo.")
	input.now.hour < -3
}

reject contains "rule-3" if {
	startswith(input.action.id, "demo.")
	input.now.hour > 26
}

reject contains "rule-4" if {
	startswith(input.action.id, "demo.counter.")
	startswith(input.action.id, "none-4")
	"admin" in input.roles
}

reject contains "rule-5" if {
	startswith(input.action.id, "demo.")
	input.inputs.amount > 1005
}

reject contains "rule-6" if {
	startswith(input.action.id, "demo.counter.")
	input.state["demo.counter"].value == -7
	input.user.id != "admin-6"
}

reject contains "rule-7" if {
	startswith(input.action.id, "demo.")
	input.user.id in {"blocked-7", "blocked-8"}
}

reject contains "rule-8" if {
	startswith(input.action.id, "demo.counter.")
	input.now.hour < -8
}

reject contains "rule-8" if {
	startswith(input.action.id, "demo.counter.")
	input.now.hour > 31
}

reject contains "rule-9" if {
	startswith(input.action.id, "demo.")
	startswith(input.action.id, "none-9")
	"admin" in input.roles
}

reject contains "rule-10" if {
	startswith(input.action.id, "demo.counter.")
	input.inputs.amount > 1010
}

reject contains "rule-11" if {
	startswith(input.action.id, "demo.")
	input.state["demo.counter"].value == -12
	input.user.id != "admin-11"
}

reject contains "rule-12" if {
	startswith(input.action.id, "demo.counter.")
	input.user.id in {"blocked-12", "blocked-13"}
}

reject contains "rule-13" if {
	startswith(input.action.id, "demo.")
	input.now.hour < -13
}

reject contains "rule-13" if {
	startswith(input.action.id, "demo.")
	input.now.hour > 36
}

reject contains "rule-14" if {
	startswith(input.action.id, "demo.counter.")
	startswith(input.action.id, "none-14")
	"admin" in input.roles
}

reject contains "rule-15" if {
	startswith(input.action.id, "demo.")
	input.inputs.amount > 1015
}

reject contains "rule-16" if {
	startswith(input.action.id, "demo.counter.")
	input.state["demo.counter"].value == -17
	input.user.id != "admin-16"
}

reject contains "rule-17" if {
	startswith(input.action.id, "demo.")
	input.user.id in {"blocked-17", "blocked-18"}
}

reject contains "rule-18" if {
	startswith(input.action.id, "demo.counter.")
	input.now.hour < -18
}

reject contains "rule-18" if {
	startswith(input.action.id, "demo.counter.")
	input.now.hour > 41
}

reject contains "rule-19" if {
	startswith(input.action.id, "demo.")
	startswith(input.action.id, "none-19")
	"admin" in input.roles
}

reject contains "rule-20" if {
	startswith(input.action.id, "demo.counter.")
	input.inputs.amount > 1020
}

reject contains "rule-21" if {
	startswith(input.action.id, "demo.")
	input.state["demo.counter"].value == -22
	input.user.id != "admin-21"
}

reject contains "rule-22" if {
	startswith(input.action.id, "demo.counter.")
	input.user.id in {"blocked-22", "blocked-23"}
}

reject contains "rule-23" if {
	startswith(input.action.id, "demo.")
	input.now.hour < -23
}

reject contains "rule-23" if {
	startswith(input.action.id, "demo.")
	input.now.hour > 46
}

reject contains "rule-24" if {
	startswith(input.action.id, "demo.counter.")
	startswith(input.action.id, "none-24")
	"admin" in input.roles
}

reject contains "rule-25" if {
	startswith(input.action.id, "demo.")
	input.inputs.amount > 1025
}

reject contains "rule-26" if {
	startswith(input.action.id, "demo.counter.")
	input.state["demo.counter"].value == -27
	input.user.id != "admin-26"
}

reject contains "rule-27" if {
	startswith(input.action.id, "demo.")
	input.user.id in {"blocked-27", "blocked-28"}
}

reject contains "rule-28" if {
	startswith(input.action.id, "demo.counter.")
	input.now.hour < -28
}

reject contains "rule-28" if {
	startswith(input.action.id, "demo.counter.")
	input.now.hour > 51
}

reject contains "rule-29" if {
	startswith(input.action.id, "demo.")
	startswith(input.action.id, "none-29")
	"admin" in input.roles
}

reject contains "rule-30" if {
	startswith(input.action.id, "demo.counter.")
	input.inputs.amount > 1030
}

reject contains "rule-31" if {
	startswith(input.action.id, "demo.")
	input.state["demo.counter"].value == -32
	input.user.id != "admin-31"
}

reject contains "rule-32" if {
	startswith(input.action.id, "demo.counter.")
	input.user.id in {"blocked-32", "blocked-33"}
}

reject contains "rule-33" if {
	startswith(input.action.id, "demo.")
	input.now.hour < -33
}

reject contains "rule-33" if {
	startswith(input.action.id, "demo.")
	input.now.hour > 56
}

reject contains "rule-34" if {
	startswith(input.action.id, "demo.counter.")
	startswith(input.action.id, "none-34")
	"admin" in input.roles
}

reject contains "rule-35" if {
	startswith(input.action.id, "demo.")
	input.inputs.amount > 1035
}

reject contains "rule-36" if {
	startswith(input.action.id, "demo.counter.")
	input.state["demo.counter"].value == -37
	input.user.id != "admin-36"
}

reject contains "rule-37" if {
	startswith(input.action.id, "demo.")
	input.user.id in {"blocked-37", "blocked-38"}
}

reject contains "rule-38" if {
	startswith(input.action.id, "demo.counter.")
	input.now.hour < -38
}

reject contains "rule-38" if {
	startswith(input.action.id, "demo.counter.")
	input.now.hour > 61
}

reject contains "rule-39" if {
	startswith(input.action.id, "demo.")
	startswith(input.action.id, "none-39")
	"admin" in input.roles
}

reject contains "rule-40" if {
	startswith(input.action.id, "demo.counter.")
	input.inputs.amount > 1040
}

reject contains "rule-41" if {
	startswith(input.action.id, "demo.")
	input.state["demo.counter"].value == -42
	input.user.id != "admin-41"
}

reject contains "rule-42" if {
	startswith(input.action.id, "demo.counter.")
	input.user.id in {"blocked-42", "blocked-43"}
}

reject contains "rule-43" if {
	startswith(input.action.id, "demo.")
	input.now.hour < -43
}

reject contains "rule-43" if {
	startswith(input.action.id, "demo.")
	input.now.hour > 66
}

reject contains "rule-44" if {
	startswith(input.action.id, "demo.counter.")
	startswith(input.action.id, "none-44")
	"admin" in input.roles
}

reject contains "rule-45" if {
	startswith(input.action.id, "demo.")
	input.inputs.amount > 1045
}

reject contains "rule-46" if {
	startswith(input.action.id, "demo.counter.")
	input.state["demo.counter"].value == -47
	input.user.id != "admin-46"
}

reject contains "rule-47" if {
	startswith(input.action.id, "demo.")
	input.user.id in {"blocked-47", "blocked-48"}
}

reject contains "rule-48" if {
	startswith(input.action.id, "demo.counter.")
	input.now.hour < -48
}

reject contains "rule-48" if {
	startswith(input.action.id, "demo.counter.")
	input.now.hour > 71
}

reject contains "rule-49" if {
	startswith(input.action.id, "demo.")
	startswith(input.action.id, "none-49")
	"admin" in input.roles
}
