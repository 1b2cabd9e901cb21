package meter

import (
	"errors"
	"fmt"
)

// module is what of a module must be known to meter its functions.
type module struct {
	types     []signature
	values    int      // parameters and results of all types
	functions []uint32 // the type of each function, imported ones first
	imported  int      // how many functions are imported
	tables    [][]byte // the module's own, with their size bounded
	globals   int
	mutable   int // globals that can change
	names     int
	pages     uint32  // of memory that it begins with
	mostPages uint32  // of memory that it says it will have, when it is bounded
	bounded   bool    // it says so
	grows     bool    // it has a memory.grow
	hosted    bool    // a table may hold an imported function
	jumps     int64   // instructions that may go on elsewhere
	far       reach   // what follows from those
	code      []byte  // the code section
	free      []int64 // what a call of each function costs that its callers pay for, or notFree
	dearest   int64   // of those
	effort    int64   // how long the engine will compile it, in nanoseconds
}

// readModule checks every section but the bodies of the functions.
func readModule(list []section) (*module, error) {
	m := &module{}
	for _, s := range list {
		r := &reader{data: s.body}
		m.read(s.id, r)
		if r.err == nil && r.left() > 0 {
			r.fail(errMalformed(fmt.Sprintf("section %d has %d bytes too many", s.id, r.left())))
		}
		if r.err != nil {
			return nil, r.err
		}
	}
	return m, nil
}

func (m *module) read(id byte, r *reader) {
	switch id {
	case customSection:
		m.readCustom(r)
	case typeSection:
		each(r, maxTypes, "types", func() { m.readType(r) })
	case importSection:
		each(r, maxImports, "imports", func() { m.readImport(r) })
		m.imported = len(m.functions)
	case functionSection:
		each(r, maxFunctions, "functions", func() { m.addFunction(r) })
	case tableSection:
		each(r, maxTables, "tables", func() { m.readTable(r) })
	case memorySection:
		each(r, 1, "memories", func() { m.pages, m.mostPages, m.bounded = r.limits("memory") })
	case globalSection:
		each(r, maxGlobals, "globals", func() { m.readGlobal(r) })
	case exportSection:
		each(r, maxExports, "exports", func() { m.readExport(r) })
	case startSection:
		r.fail(errors.New("it has a start function; a rule runs only when it is asked, use _initialize"))
	case elementSection:
		m.readElements(r)
	case dataCountSection:
		r.u32()
	case codeSection:
		m.code = r.data
		r.at = len(r.data)
	case dataSection:
		each(r, maxSegments, "data segments", func() { m.readData(r) })
	case tagSection:
		r.fail(refused("exceptions (a tag section)"))
	}
}

// each reads a vector: how many there are, and read for each of them.
func each(r *reader, most int, of string, read func()) {
	for n := r.count(most, of); n > 0 && r.err == nil; n-- {
		read()
	}
}

func (m *module) readType(r *reader) {
	sig := r.signature()
	m.types = append(m.types, sig)
	if m.values += sig.params + sig.results; m.values > maxValues {
		r.fail(tooMany(int64(m.values), "parameters and results in its types", maxValues))
	}
}

func (m *module) addFunction(r *reader) {
	index := r.u32()
	if r.err == nil && int64(index) >= int64(len(m.types)) {
		r.fail(noSuch("type", index))
		return
	}
	m.functions = append(m.functions, index)
}

func (m *module) readImport(r *reader) {
	r.name()
	r.name()
	switch kind := r.byte(); kind {
	case 0:
		m.addFunction(r)
	case 1:
		r.referenceType()
		r.limits("table")
	case 2:
		r.limits("memory")
		m.grows = true // by whoever owns it
	case 3:
		r.fail(errors.New("it imports a global; it must own its globals"))
	case 4:
		r.fail(refused("exceptions (an imported tag)"))
	default:
		r.fail(errMalformed("an import of unknown kind"))
	}
}

// readTable gives a table a bound: one without could be grown call by call.
// A table that cannot grow further is something a module must reckon with.
func (m *module) readTable(r *reader) {
	kind := r.referenceType()
	least, most, bounded := r.limits("table")
	if least > maxTable {
		r.fail(tooMany(int64(least), "entries in a table", maxTable))
	}
	if !bounded || most > maxTable {
		most = maxTable
	}
	m.tables = append(m.tables, appendU32(appendU32([]byte{kind, 1}, least), most))
}

func (m *module) readGlobal(r *reader) {
	r.valueType()
	switch r.byte() {
	case 0:
	case 1:
		m.mutable++
	default:
		r.fail(errMalformed("a global is neither mutable nor constant"))
	}
	m.constant(r)
	m.globals++
}

func (m *module) readExport(r *reader) {
	name := r.name()
	kind, index := r.byte(), r.u32()
	switch {
	case name == Global:
		r.fail(fmt.Errorf("it exports %s, which is Raja's own name", Global))
	case kind == 3:
		m.checkGlobal(r, index)
	case kind == 4:
		r.fail(refused("exceptions (an exported tag)"))
	}
}

// checkGlobal refuses a global that the module has not: after the rewrite the
// next index is the budget.
func (m *module) checkGlobal(r *reader, index uint32) {
	if r.err == nil && int64(index) >= int64(m.globals) {
		r.fail(noSuch("global", index))
	}
}

func noSuch(what string, index uint32) error {
	return errMalformed(fmt.Sprintf("%s %d does not exist", what, index))
}
