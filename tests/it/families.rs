//! Parents see their children's items, marked as theirs; children see their own and nothing else.

use crate::project::Project;

fn family() -> Project {
    Project::new()
        .file(
            "content/exports/customers.csv",
            "id,name,parent_id\nC-1,Harbor Group,\nC-2,Harbor Bakery,C-1\nC-3,Harbor Mill,C-2\nC-4,Stranger Ltd,\n",
        )
        .invoice("INV-11,C-1,2026-01-05,2026-02-04,EUR,100.00")
        .invoice("INV-22,C-2,2026-01-05,2026-02-04,EUR,20.00")
        .invoice("INV-33,C-3,2026-01-05,2026-02-04,EUR,3.00")
        .invoice("INV-44,C-4,2026-01-05,2026-02-04,EUR,7.00")
}

#[test]
fn a_parent_sees_the_items_of_children_and_grandchildren() {
    let project = family();
    project.build();
    let parent = project.portal("C-1");
    parent.shows("INV-11").shows("INV-22").shows("INV-33").shows("Harbor Bakery").shows("Harbor Mill").shows("€123.00");
    parent.hides("INV-44").hides("Stranger");
    assert!(parent.home().contains(">Customer</th>"), "whose an item is has a column");
}

#[test]
fn a_child_does_not_see_what_is_above_or_beside() {
    let project = family();
    project.build();
    project.portal("C-2").shows("INV-22").shows("INV-33").hides("INV-11").hides("Harbor Group").hides("C-1");
    project
        .portal("C-3")
        .shows("INV-33")
        .hides("INV-22")
        .hides("INV-11")
        .hides("Harbor Bakery")
        .hides(">Customer</th>");
}

#[test]
fn a_parents_payment_of_a_childs_invoice_is_booked_with_the_child() {
    let project =
        family().payment("PAY-1,C-1,2026-02-10,EUR,120.00,INV-11").payment("PAY-2,C-1,2026-02-11,EUR,20.00,INV-22");
    project.run("build --as-of 2026-03-31").exits(0);
    project.portal("C-2").shows("Paid by your parent company").hides("Harbor Group");
    let rows = project.run("balances --as-of 2026-03-31 --format json").exits(0).json();
    let of = |customer: &str| {
        let mut rows = rows["customers"].as_array().unwrap().iter();
        rows.find(|row| row["customer_id"] == customer).unwrap().clone()
    };
    assert_eq!(of("C-2")["open_balance"], "0.00");
    assert_eq!((of("C-1")["open_balance"].clone(), of("C-1")["unapplied"].clone()), ("0.00".into(), "20.00".into()));
}

#[test]
fn a_child_without_a_portal_is_seen_by_his_parent_all_the_same() {
    let project = family().config("customers: { C-2: { portal: false } }\n");
    project.build();
    assert!(project.portal_if_any("C-2").is_none());
    project.portal("C-1").shows("INV-22").shows("€123.00");
}
