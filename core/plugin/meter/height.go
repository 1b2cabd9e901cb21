package meter

// height is by how many values an instruction makes the stack of operands
// higher. Blocks and calls are counted where their types are known.
func height(op opcode) int {
	switch {
	case op == opLocalGet || op == opGlobalGet || op == opMemorySize || op == opTableSize ||
		op >= opI32Const && op <= opF64Const || op == opRefNull || op == opRefFunc:
		return 1
	case op == opIf || op == opBrIf || op == opCallIndirect || op == opBrTable || op == opLocalSet || op == opGlobalSet || op == opDrop || op == opTableGrow:
		return -1
	case op == opSelect || op == opSelectTyped || op == opTableSet || op > opLastLoad && op <= opLastStore:
		return -2
	case op == opMemoryInit || op == opMemoryCopy || op == opMemoryFill ||
		op == opTableInit || op == opTableCopy || op == opTableFill:
		return -3
	case combines(op):
		return -1
	}
	return 0
}

// combines reports whether op makes one value of two.
func combines(op opcode) bool {
	switch {
	case op >= 0x46 && op <= 0x4f, op >= 0x51 && op <= 0x66: // comparisons
		return true
	case op >= 0x6a && op <= 0x78, op >= 0x7c && op <= 0x8a: // integers
		return true
	case op >= 0x92 && op <= 0x98, op >= 0xa0 && op <= 0xa6: // floats
		return true
	}
	return false
}
