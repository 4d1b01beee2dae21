//! The calendar of due days and promises.

use crate::project::Project;
use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::{Assert, str};

/// What is open, promised, past due, paid and overpaid.
fn project() -> Project {
    Project::new()
        .file("content/exports/invoices.csv", "number,customer_id,issued,due,currency,total,purchase_order,open_balance\n")
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,1200.00,\"4711, east; gate\",")
        .invoice("INV-2,C-1,2026-03-05,2026-04-04,JPY,98000,,")
        .invoice("INV-3,C-1,2026-03-05,2026-04-04,EUR,10.00,,0.00")
        .invoice("INV-4,C-1,2026-03-05,2026-04-04,EUR,10.00,,-5.00")
        .file(
            "inbox/decisions.yaml",
            "recorded:\n  - { kind: promise, customer: C-1, invoice: INV-2, day: 2026-03-30, date: 2026-04-20, amount: \"50000\" }\n  \
             - { kind: promise, customer: C-1, invoice: INV-1, day: 2026-02-20, date: 2026-03-01 }\n",
        )
}

#[test]
fn due_days_of_what_is_open_and_open_promises_are_in_the_calendar() {
    let project = project();
    project.build();
    let calendar = project.portal("C-1").document("calendar.ics");
    assert!(calendar.ends_with("END:VCALENDAR\r\n") && !calendar.replace("\r\n", "").contains(['\r', '\n']));
    let assert = Assert::new().normalize_paths(false).action_env(DEFAULT_ACTION_ENV);
    assert.eq(
        calendar.replace("\r\n", "\n"),
        str![[r#"
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Portalsmith//Due days//EN
CALSCALE:GREGORIAN
NAME:Due days: Northlight
X-WR-CALNAME:Due days: Northlight
BEGIN:VEVENT
UID:3f410e631f9e83f5e9e19ad86dbfb610@portalsmith
DTSTAMP:20260331T000000Z
DTSTART;VALUE=DATE:20260204
SUMMARY:Invoice INV-1 is due: €1\,200.00
DESCRIPTION:PO 4711\, east\; gate
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:a9778ed5f4bc38d126e8556e45fc0e23@portalsmith
DTSTAMP:20260331T000000Z
DTSTART;VALUE=DATE:20260404
SUMMARY:Invoice INV-2 is due: ¥98\,000
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:f62b501e71f3ac09c3dd0bd6a1237b9c@portalsmith
DTSTAMP:20260331T000000Z
DTSTART;VALUE=DATE:20260420
SUMMARY:Promised payment for invoice INV-2: ¥50\,000
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR

"#]],
    );
}

#[test]
fn a_portal_where_nothing_is_to_be_paid_has_no_calendar() {
    let project = Project::new()
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,120.00")
        .payment("PAY-1,C-1,2026-02-01,EUR,120.00,INV-1");
    project.build();
    project.portal("C-1").hides("calendar");
}

#[test]
fn an_event_keeps_its_id_and_nothing_leads_to_the_portal() {
    let project = project();
    let of_day = |day: &str| {
        project.run(&format!("build --as-of {day}")).exits(0);
        let portal = project.portal("C-1");
        let calendar = portal.document("calendar.ics");
        assert!(!calendar.contains(&portal.key[..6]) && !calendar.contains("example.com"), "{calendar}");
        calendar.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect::<Vec<_>>()
    };
    let ids = of_day("2026-03-31");
    assert_eq!(ids.len(), 3);
    assert_eq!(of_day("2026-04-01"), ids, "on another day");
    project.write("links.yaml", "C-1: { generation: 1 }\n");
    assert_eq!(of_day("2026-04-01"), ids, "at another address");
}

#[test]
fn the_calendar_speaks_the_customers_language() {
    let project = Project::new()
        .file("content/exports/customers.csv", "id,name,language\nC-1,Bäckerei am Hafen,de\n")
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,1200.00");
    project.replace("config.yaml", "example.com", "example.com\n  languages: [en, de]");
    project.build();
    let calendar = project.portal("C-1").document("calendar.ics");
    assert!(calendar.contains("SUMMARY:Rechnung INV-1 fällig: 1.200\\,00\u{a0}€\r\n"), "{calendar}");
    assert!(calendar.contains("X-WR-CALNAME:Fälligkeiten: Northlight\r\n"), "{calendar}");
}
