//! Long lists: what the home page shows at once, what it folds away, and what has a page of its own.

use crate::project::Project;

/// Invoices `INV-0` … each a euro dearer than the one before it, due on one day; the first `paid` are paid.
fn many(invoices: usize, paid: usize) -> Project {
    let mut project = Project::new();
    for n in 0..invoices {
        project = project.invoice(&format!("INV-{n},C-1,2026-01-05,2026-02-04,EUR,{}.00", n + 1));
        if n < paid {
            project = project.payment(&format!("PAY-{n},C-1,2026-01-20,EUR,{}.00,INV-{n}", n + 1));
        }
    }
    project
}

fn rows(page: &str, text: &str) -> usize {
    page.matches(text).count()
}

#[test]
fn a_short_history_is_all_on_the_home_page() {
    let project = many(6, 6);
    project.run("build --as-of 2026-03-31").exits(0);
    let portal = project.portal("C-1");
    assert_eq!(rows(portal.home(), "<th scope=\"row\">INV-"), 6);
    assert_eq!(rows(portal.home(), "<th scope=\"row\">PAY-"), 6);
    portal.hides("invoices/paid-eur/").hides("statements/payments-eur/");
}

#[test]
fn a_long_history_has_its_own_pages_and_the_home_page_leads_there() {
    let project = many(520, 520);
    project.run("build --as-of 2026-03-31").exits(0);
    let portal = project.portal("C-1");
    assert_eq!(rows(portal.home(), "<th scope=\"row\">INV-"), 6);
    assert!(portal.home().contains("Paid invoices (520)"));
    assert!(portal.home().contains("invoices/paid-eur/\">Show all 520</a>"));
    for path in ["invoices/paid-eur", "statements/payments-eur"] {
        let (first, second) =
            (portal.page(&format!("{path}/index.html")), portal.page(&format!("{path}-2/index.html")));
        assert_eq!((rows(first, "<th scope=\"row\">"), rows(second, "<th scope=\"row\">")), (500, 20));
        assert!(first.contains(&format!("{path}-2/\">Older</a>")) && !first.contains("Newer</a>"));
        assert!(second.contains(&format!("{path}/\">Newer</a>")) && !second.contains("Older</a>"));
    }
}

#[test]
fn many_open_invoices_are_folded_away_but_all_there() {
    let project = many(53, 0);
    project.run("build --as-of 2026-03-31").exits(0);
    let portal = project.portal("C-1");
    let (shown, folded) = portal.home().split_once("<details class=\"more\">").unwrap();
    assert_eq!((rows(shown, ">INV-"), rows(folded, ">INV-")), (50, 3));
    assert!(folded.starts_with("<summary>Show 3 more open invoices</summary>"));
    let outstanding = portal.page("statements/open-eur/index.html");
    assert_eq!(rows(outstanding, ">INV-"), 53);
    assert!(!outstanding.contains("<details class=\"more\">"), "a statement is read and printed as a whole");
}

#[test]
fn unapplied_money_stands_on_the_outstanding_statement_however_old_it_is() {
    let project = many(30, 30).payment("PAY-OLD,C-1,2025-01-20,EUR,7.00,");
    project.run("build --as-of 2026-03-31").exits(0);
    let outstanding = project.portal("C-1").page("statements/open-eur/index.html").to_owned();
    assert!(outstanding.contains("PAY-OLD") && outstanding.contains("€7.00"));
}
