package plugin_test

import (
	"os"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
)

const goodManifest = `{"id": "rfm-segments", "name": {"id": "Segmen RFM", "en": "RFM segments"}, "version": "1.0.0", "abi": 1,
 "hooks": {"segment": 1},
 "reads": [{"field": "net", "why": {"id": "uang", "en": "money"}}],
 "segments": [{"code": "LOYAL", "rank": 8, "name": {"id": "Setia", "en": "Loyal"}}],
 "modes": [{"code": "FIXED", "name": {"id": "Tetap", "en": "Fixed"}}],
 "options": [{"code": "WAIT", "name": {"id": "Tunggu", "en": "Wait"}, "text": {"id": "Sampai {0:time}", "en": "Until {0:time}"}}],
 "tiers": [], "population": ["rfm"],
 "writes": [{"what": "segment", "why": {"id": "a", "en": "b"}}],
 "texts": [{"id": "{0} kunjungan", "en": "{0} visits"}],
 "limits": {"units": 20000000}, "on_fault": {"segment": "keep"}}`

func TestAGoodManifestIsRead(t *testing.T) {
	m, err := plugin.ParseManifest([]byte(goodManifest))
	if err != nil {
		t.Fatal(err)
	}
	if m.Limits.MemoryPages != 256 || m.SegmentPosition("LOYAL") != 1 || !m.SegmentAt(1).Loyal() || m.SegmentAt(2).Code != "" {
		t.Errorf("read %+v", m)
	}
}

// A limit of 0 is no limit of the rule's own, as where none is written.
func TestALimitOfZeroIsTheDefault(t *testing.T) {
	m, err := plugin.ParseManifest([]byte(strings.Replace(goodManifest, `"units": 20000000`, `"units": 0, "memory_pages": 0`, 1)))
	if err != nil || m.Limits != (plugin.Limits{MemoryPages: plugin.MaxMemoryPages, Units: plugin.DefaultUnits}) {
		t.Errorf("%v, limits %+v", err, m.Limits)
	}
	page, err := os.ReadFile("../../plugins/MANIFEST.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []string{"| `memory_pages` | number | 1 to 256; 0 is the default | 256 |", "| `units` | number | 1 to 20,000,000; 0 is the default | 20,000,000 |"} {
		if !strings.Contains(string(page), row) {
			t.Errorf("MANIFEST.md lacks %q", row)
		}
	}
}

func TestAManifestThatLiesIsRefused(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"no JSON", `{"id"`, `"id"`, "manifest.json"},
		{"an id with spaces", "rfm-segments", "rfm segments", "id"},
		{"a version that is no version", "1.0.0", "one", "version"},
		{"a year, which sorts before itself", "1.0.0", "2026.03.14", "version \"2026.03.14\" is not like 1.0.0 (semver.org), without zeros in front"},
		{"a build mark", "1.0.0", "1.0.1+x", `version "1.0.1+x" has a build mark; two builds of one version sort alike, so leave +x out: allowed is 1.0.0 or 1.0.0-beta.1`},
		{"a zero in front", "1.0.0", "01.0.0", `version "01.0.0"`},
		{"a version of a page", "1.0.0", "1.0.0-" + strings.Repeat("9", 70), "version"},
		{"a key twice", `"abi": 1`, `"abi": 1, "abi": 1`, `"abi" stands twice`},
		{"a key in capitals", `"abi": 1`, `"abi": 1, "READS": [], "Reads": []`, `the key "READS" is unknown; did you mean reads?`},
		{"more behind its end", `"on_fault": {"segment": "keep"}}`, `"on_fault": {"segment": "keep"}} {}`, "something follows the end of it"},
		{"a name that commands the terminal", "RFM segments", `\u001b[2J`, "control character U+001B"},
		{"a reason written from the right", `"en": "money"`, `"en": "\u202emoney"`, "control character U+202E"},
		{"a name that nobody sees", "RFM segments", `\u200b`, "unseen letter U+200B"},
		{"a reason of spaces", `"en": "money"`, `"en": " "`, "why of net: \" \" has a space at its beginning"},
		{"a reason that begins another line", `"en": "money"`, `"en": "money.` + strings.Repeat(" ", 70) + `It sees nothing."`, "or two in a row"},
		{"a name of a page", "RFM segments", strings.Repeat("x", 201), "name: has 201 bytes, the most is 200"},
		{"a reason of a page", `"en": "money"`, `"en": "` + strings.Repeat("x", 501) + `"`, "why of net: has 501 bytes, the most is 500"},
		{"a sentence of a page", "{0} visits", strings.Repeat("x", 501), "texts: number 1: has 501 bytes"},
		{"a sentence of figures", "{0} visits", strings.Repeat("{0}", 9), "texts: number 1: en: it has more than 8 placeholders"},
		{"a population twice", `["rfm"]`, `["rfm", "rfm"]`, "rfm stands twice"},
		{"another ABI", `"abi": 1`, `"abi": 2`, "abi is 2, this Raja speaks 1"},
		{"no hook", `{"segment": 1}`, `{}`, "hooks names none"},
		{"an unknown hook", `{"segment": 1}`, `{"dance": 1}`, `"dance" is unknown`},
		{"a newer hook", `{"segment": 1}`, `{"segment": 2}`, "segment is version 2"},
		{"a field that is not there", `"field": "net"`, `"field": "phone"`, `there is no field "phone"`},
		{"what counts for tiers where nobody asks", `"field": "net"`, `"field": "qualifying"`, "reads: qualifying is given to hook loyalty only"},
		{"lines where there are none", `"field": "net"`, `"field": "lines"`, "reads: lines exist for hook loyalty only"},
		{"a read without a reason", `{"id": "uang", "en": "money"}`, `{"id": "uang"}`, "why of net needs words"},
		{"a hook with nothing to answer", `[{"code": "LOYAL", "rank": 8, "name": {"id": "Setia", "en": "Loyal"}}]`, `[]`, "hook segment needs segments"},
		{"a code in lower case", `"LOYAL"`, `"loyal"`, "is not UPPER_SNAKE"},
		{"an unknown population", `["rfm"]`, `["ages"]`, `"ages" is unknown`},
		{"an unknown placeholder", "{0} visits", "{0:weight} visits", `texts: number 1: en: placeholder "{0:weight}" is unknown`},
		{"a placeholder beyond the four", "{0} kunjungan", "{4} kunjungan", "placeholder"},
		{"a brace that does not close", "{0} visits", "{0 visits", "placeholder"},
		{"a brace that does not open", "{0} visits", "0} visits", "placeholder"},
		{"a placeholder in an option", "Until {0:time}", "Until {x}", "options: text of WAIT"},
		{"too much memory", `"units": 20000000`, `"memory_pages": 257`, "257 memory pages, the most is 256; 0, or no entry, is the most"},
		{"too much work", `"units": 20000000`, `"units": 20000001`, "20,000,001 units, want 1 to 20,000,000; 0, or no entry, is the most"},
		{"less work than none", `"units": 20000000`, `"units": -1`, "limits: -1 units, want 1 to 20,000,000; 0, or no entry, is the most"},
		{"less memory than none", `"units": 20000000`, `"memory_pages": -1`, "limits.memory_pages: want a whole number from 0 to 4294967295, got -1"},
		{"a policy for a hook it has not", `{"segment": "keep"}`, `{"loyalty": "keep"}`, `"loyalty" is no hook of this rule`},
		{"a key that is none", `"limits": {"units"`, `"limits": {"memory": 8, "units"`, `manifest.json:10:13: the key "limits.memory" is unknown; did you mean memory_pages?`},
		{"a word for words", `"why": {"id": "uang", "en": "money"}`, `"why": "money"`, `3:36: reads[0].why: want an object with id, en, got the text "money"`},
		{"a hook with a slip", `{"segment": 1}`, `{"segmnt": 1}`, `"segmnt" is unknown; there is segment, loyalty, after_hours, follow_up; did you mean segment?`},
		{"a line with a slip", `"limits"`, `"simple": [{"wen": "loyal", "segment": "LOYAL"}], "limits"`, `the key "simple[0].wen" is unknown; did you mean when?`},
		{"a line whose reason is not there", `"limits"`, `"simple": [{"segment": "LOYAL", "text": 2}], "limits"`, "simple: line 1: text 2, the manifest has 1"},
		{"a proposal with a slip", `"what": "segment"`, `"what": "segmnt"`, `manifest.json:8:22: writes: "segmnt" is nothing that the hooks of this rule propose (segment); did you mean segment?`},
		{"a proposal of another hook", `"what": "segment"`, `"what": "points"`, `writes: "points" is nothing that the hooks of this rule propose (segment)`},
		{"no proposal", `"writes": [{"what": "segment", "why": {"id": "a", "en": "b"}}]`, `"writes": []`, `writes: hook segment needs segment, with a reason`},
		{"an unknown policy", `{"segment": "keep"}`, `{"segment": "explode"}`, `segment: "explode" is not keep`},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(goodManifest, c.old, c.new, 1)
			if text == goodManifest {
				t.Fatalf("%q is not in the good manifest", c.old)
			}
			_, err := plugin.ParseManifest([]byte(text))
			if err == nil || fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestEveryMistakeOfAManifestIsToldAtOnce(t *testing.T) {
	text := strings.NewReplacer(`"1.0.0"`, `"one"`, `"LOYAL"`, `"loyal"`, `"field": "net"`, `"field": "nett"`).Replace(goodManifest)
	_, err := plugin.ParseManifest([]byte(text))
	told := fault.As(err)
	if told == nil || told.Field != "version" || strings.Count(told.Message, "\n") != 2 {
		t.Fatalf("told %v, want three lines, the first of version", err)
	}
	for _, want := range []string{`version "one" is not like 1.0.0`, `there is no field "nett"; did you mean net?`, `segments: code "loyal" is not UPPER_SNAKE`} {
		if !strings.Contains(told.Message, want) {
			t.Errorf("%q is missing in\n%s", want, told.Message)
		}
	}
}

func FuzzParseManifest(f *testing.F) {
	f.Add([]byte(goodManifest))
	f.Add([]byte(`{"id":"x","texts":[{"id":"{","en":"}"}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := plugin.ParseManifest(text)
		if err != nil {
			return
		}
		for _, lang := range []string{"id", "en"} {
			for n := range uint32(len(m.Texts) + 2) {
				m.Reason(n, [4]int64{-1 << 63, 1<<63 - 1, 0, 1}, plugin.Voice{Lang: lang})
			}
		}
	})
}

// A file in another encoding is said to be that, not to be a strange letter.
func TestAnotherEncodingIsNamed(t *testing.T) {
	wide := []byte("\xff\xfe")
	for _, letter := range []byte(goodManifest) {
		wide = append(wide, letter, 0)
	}
	for want, text := range map[string][]byte{
		"byte order mark (BOM); save it as UTF-8 without one": []byte("\xef\xbb\xbf" + goodManifest),
		"the file is UTF-16; save it as UTF-8":                wide,
		"is UTF-16":                                           wide[2:],
	} {
		if _, err := plugin.ParseManifest(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
