package core

import (
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// A list names records in the order of its keys: the list, what it is a list
// of, an order, and the record's number. It follows from the records.

// The lists. They are on disk: append only.
const (
	listAssets  byte = 1 // owner → assets
	listSerials byte = 2 // serial number → assets

	listReferred byte = 3  // who brought them → profiles
	listRelated  byte = 4  // another customer → profiles that name her
	listMembers  byte = 5  // group → profiles
	listDates    byte = 6  // month, day → profiles
	listGroups   byte = 7  // kind → groups
	listPayers   byte = 9  // who pays for all → groups
	listStaff    byte = 10 // department → staff

	listPromises      byte = 11 // customer, newest first → promises
	listPromisesAbout byte = 12 // code of a record → promises
	listPromisesDue   byte = 13 // due → open promises
	listPromisesDone  byte = 14 // kind, last ended first → promises

	listInteractions byte = 15 // customer, newest first → interactions
	listTalk         byte = 16 // newest first → interactions
	listTicketTalk   byte = 17 // ticket → interactions
	listQuestions    byte = 18 // with something to ask back, oldest first → interactions

	listTickets      byte = 19 // customer, newest first → tickets
	listTicketsOpen  byte = 20 // most severe first, then oldest → tickets
	listTicketsOwned byte = 21 // owner, oldest first → open tickets
	listTicketsFor   byte = 22 // department that is asked, newest first → tickets
	listTicketsDone  byte = 23 // last resolved first → tickets

	listRuns byte = 24 // checklist, newest first → runs

	listItems   byte = 25 // name → items
	listPrices  byte = 26 // item, list, newest first → prices
	listWaits   byte = 27 // item, longest first → who waits
	listWaitsOf byte = 28 // customer → what she waits for

	listOrders       byte = 29 // state, oldest first → orders
	listOwed         byte = 30 // with something owed, oldest first → orders
	listOwedBy       byte = 31 // customer → orders with something owed
	listUnclaimed    byte = 32 // ready first → orders that nobody fetched
	listOrdersAbout  byte = 33 // thing → orders
	listPayments     byte = 34 // order → payments
	listMoney        byte = 35 // newest first → payments
	listWallets      byte = 36 // customer → payments in and out of her wallet
	listQuotes       byte = 37 // customer, newest first → quotes
	listQuotesOpen   byte = 38 // until when they hold → quotes that are considered
	listAgenda       byte = 39 // when → appointments
	listAppointments byte = 40 // customer, latest first → appointments

	listFollowUps    byte = 41 // customer, newest first → follow-ups
	listFollowUpsDue byte = 42 // when → follow-ups that are not done
	listMessages     byte = 43 // customer, newest first → messages
	listTray         byte = 44 // oldest first → messages that are not ended
	listVisits       byte = 45 // newest first → visits after hours
	listVisitsOf     byte = 46 // customer, newest first → visits after hours

	listEntries    byte = 47 // customer, newest first → entries of points
	listEntriesFor byte = 48 // order → entries of points
	listEntriesAll byte = 49 // newest first → entries of points
	listEntriesOn  byte = 50 // reward → entries of points

	listUses     byte = 51 // promotion, newest first → uses that were redeemed
	listReserved byte = 52 // promotion, until when → uses that are reserved
	listUsesBy   byte = 53 // customer, promotion → uses that were not released
	listUsesFor  byte = 54 // order → uses
	listCoupons  byte = 55 // promotion, newest first → coupons
	listHers     byte = 56 // customer, newest first → coupons
	listGiven    byte = 57 // order → coupons that it brought
	listReviews  byte = 58 // day → tiers that are looked at then

	listJourneys byte = 71 // customer, newest first → stages set by hand

	listPhotosOf      byte = 76 // thing, 0 or 1 for removed → photos
	listPhotosFor     byte = 77 // order, 0 or 1 for removed → photos
	listPhotosRemoved byte = 78 // when they were removed → photos whose pictures are still there

	listAliases byte = 8 // the customer who was kept → customers merged into her
)

// listed returns the keyspace of the records that a list names.
func listed(list byte) record.Space {
	return map[byte]record.Space{
		listAssets: record.Assets, listSerials: record.Assets,
		listReferred: record.Profiles, listRelated: record.Profiles, listMembers: record.Profiles, listDates: record.Profiles,
		listGroups: record.Groups, listPayers: record.Groups, listStaff: record.Staff,
		listPromises: record.Promises, listPromisesAbout: record.Promises, listPromisesDue: record.Promises, listPromisesDone: record.Promises,
		listInteractions: record.Interactions, listTalk: record.Interactions, listTicketTalk: record.Interactions, listQuestions: record.Interactions,
		listTickets: record.Tickets, listTicketsOpen: record.Tickets, listTicketsOwned: record.Tickets, listTicketsFor: record.Tickets, listTicketsDone: record.Tickets,
		listRuns:    record.ChecklistRuns,
		listAliases: record.Customers,
	}[list]
}

// listsOfCustomers are those that begin with a customer's ordinal: as long as
// one names a record, she is needed.
func listsOfCustomers() []byte {
	return []byte{listAssets, listReferred, listRelated, listPayers, listPromises, listInteractions, listTickets, listWaitsOf, listWallets, listQuotes, listAppointments, listFollowUps, listMessages, listVisitsOf, listEntries, listUsesBy, listHers, listJourneys, listAliases}
}

func inList(list byte) record.Key { return record.In(record.Lists).Byte(list) }

// page is a part of a list: up to Limit records behind After, which is a
// cursor that an answer gave, "" for the beginning.
type page struct {
	After string
	Limit int
	Back  bool // from the end of the list to its beginning
}

// read returns the numbers in a list under prefix, and the cursor of the next
// page, "" after the last.
func (p page) read(reader store.Reader, prefix record.Key) (numbers []uint64, next string, err error) {
	from, err := cursor(p.After)
	if err != nil {
		return nil, "", err
	}
	picked := store.Range{Prefix: prefix, From: from, KeyOnly: true, Limit: p.Limit + 1}
	if p.Back {
		picked.Reverse, picked.From = true, nil
		if len(from) > 0 {
			picked.To = append(from, 0) // the cursor is the first of the next page
		}
	}
	for kv, err := range reader.Range(picked) {
		if err != nil {
			return nil, "", err
		}
		if len(numbers) == p.Limit {
			return numbers, cursorText(kv.Key), nil
		}
		numbers = append(numbers, record.Tail64(kv.Key))
	}
	return numbers, "", nil
}
