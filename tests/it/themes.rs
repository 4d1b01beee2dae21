//! Themes: one to start from, the schema of theme.yaml, icons and logos as they are published.

use crate::project::Project;
use snapbox::str;
use std::fs;
use std::path::Path;

/// A customer with something open, and what all portals show.
fn project() -> Project {
    Project::new().invoice("INV-1,C-1,2026-02-01,2026-03-01,EUR,120.00")
}

/// The published style sheet.
fn style(project: &Project) -> String {
    let public = project.public();
    let (_, css) = public.iter().find(|(path, _)| path.starts_with("assets/style.")).unwrap();
    String::from_utf8(css.clone()).unwrap()
}

#[test]
fn a_new_theme_builds_without_a_warning_and_shows_its_changes() {
    let project = project().config("  theme: mine\n");
    project.run("theme new mine").exits(0).says(str![[r#"
made themes/mine: assets/extra.css, locales/en.ftl, templates/portal.html, theme.yaml
next: write `theme: mine` below `site` in config.yaml, then: portalsmith serve

"#]]);
    let run = project.build();
    assert!(run.stderr().contains("; 0 warnings"), "{}", run.stderr());
    let portal = project.portal("C-1");
    let home = portal.home();
    assert!(home.contains("<p class=\"customer-number\">Customer number <bdi>C-1</bdi></p>"), "{home}");
    assert!(home.contains("Please keep it within your company.") && home.contains("120.00"), "{home}");
    let css = style(&project);
    assert!(css.contains("--link:#") && css.contains("--round: .25rem") && css.contains(".customer-number{"), "{css}");
}

#[test]
fn an_option_of_a_new_theme_can_be_set() {
    let project = project().config("  theme: mine\n  theme_options: { customer_number: false }\n");
    project.run("theme new mine").exits(0);
    project.build();
    project.portal("C-1").hides("customer-number");
}

#[test]
fn a_new_theme_has_a_file_of_strings_for_each_language_of_the_site() {
    let project = project().config("  languages: [de, fr]\n  theme: mine\n");
    project.run("theme new mine").exits(0);
    let german = project.text("themes/mine/locales/de.ftl");
    assert!(german.contains("\n# link-notice = Wer den Link"), "{german}");
    assert!(project.path("themes/mine/locales/fr.ftl").is_file());
    assert!(!project.path("themes/mine/locales/en.ftl").exists());
    let run = project.build();
    assert!(run.stderr().contains("; 0 warnings"), "{}", run.stderr());
}

#[test]
fn a_theme_that_is_there_stays_as_it_is() {
    let project = project().file("themes/mine/theme.yaml", "name: mine\nextends: default\n");
    project.run("theme new mine").exits(1).says(str![[r#"
error[theme-exists]: there is a folder `themes/mine` already
  = hint: choose another name

"#]]);
    assert_eq!(project.files("themes").len(), 1);
    project.run("theme new default").exits(1).says(str![[r#"
error[theme-exists]: a theme `default` comes with Portalsmith
  = hint: choose another name, and add `--extends default` to build on that one

"#]]);
}

#[test]
fn a_name_that_could_be_a_path_is_refused() {
    let project = project();
    for name in ["../mine", "Mine", "a/b", "-mine", ""] {
        let output = project.command("theme new").arg("--").arg(name).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}");
    }
    assert!(!project.path("themes").exists());
}

/// Whether one text stands before another on a page.
fn comes_before(page: &str, first: &str, then: &str) -> bool {
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("`{text}` is not on the page"));
    at(first) < at(then)
}

#[test]
fn the_ledger_lists_all_open_invoices_in_one_table_before_all_else() {
    let many = |project: Project| {
        (0..120).fold(project, |project, number| {
            project.invoice(&format!("INV-{number},C-1,2026-02-01,2026-03-01,EUR,{number}.50"))
        })
    };
    let ledger = many(Project::new().config("  theme: ledger\n"));
    let run = ledger.build();
    assert!(run.stderr().contains("; 0 warnings"), "{}", run.stderr());
    let portal = ledger.portal("C-1");
    let home = portal.home();
    let table = home.split("<table").find(|table| table.contains("INV-0")).unwrap();
    assert_eq!(table.matches("<th scope=\"row\"").count(), 120);
    assert!(comes_before(home, "id=\"open-eur\"", "id=\"pay-eur\""));
    assert!(style(&ledger).contains("--red: var(--text)"));

    let default = many(Project::new());
    default.build();
    let portal = default.portal("C-1");
    assert!(comes_before(portal.home(), "id=\"pay-eur\"", "id=\"open-eur\""));
    assert!(!style(&default).contains("--red: var(--text)"));
}

#[test]
fn a_new_theme_may_extend_the_ledger() {
    let project = project().config("  theme: mine\n");
    project.run("theme new mine --extends ledger").exits(0);
    let run = project.build();
    assert!(run.stderr().contains("; 0 warnings"), "{}", run.stderr());
    let portal = project.portal("C-1");
    assert!(comes_before(portal.home(), "id=\"open-eur\"", "id=\"pay-eur\""));
    portal.shows("class=\"customer-number\"");
    let css = style(&project);
    assert!(comes_before(&css, "--red: var(--text)", ".customer-number{"), "{css}");
}

#[test]
fn the_schema_of_theme_yaml_is_the_one_that_is_printed() {
    let project = project();
    project.run("theme new mine").exits(0);
    let printed = project.run("schema theme").exits(0).stdout();
    assert_eq!(printed, project.text("theme.schema.json"));
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("theme.schema.json");
    if std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
        fs::write(&committed, &printed).unwrap();
    }
    assert_eq!(printed, fs::read_to_string(committed).unwrap(), "cargo run -- schema theme > theme.schema.json");
}

#[test]
fn every_page_links_to_icons_that_are_there() {
    let project = project();
    project.build();
    let public = project.public();
    for page in [project.portal("C-1").home(), &String::from_utf8(public["404.html"].clone()).unwrap()] {
        let links = page.split("<link ").skip(1).map(|link| link.split('>').next().unwrap());
        let icons: Vec<&str> = links.filter(|link| !link.contains("stylesheet")).collect();
        assert_eq!(icons.len(), 3, "{icons:?}");
        for icon in icons {
            let path = icon.split_once("href=\"/").unwrap().1.split('"').next().unwrap();
            assert!(public.contains_key(path), "{path}");
        }
    }
}

#[test]
fn a_new_name_gives_the_organization_new_initials() {
    let project = project();
    project.build();
    let icons = |project: &Project| -> Vec<String> {
        project.public().into_keys().filter(|path| path.starts_with("assets/favicon.")).collect()
    };
    let before = icons(&project);
    project.replace("config.yaml", "name: Northlight", "name: Acme");
    project.build();
    assert!(before.len() == 1 && icons(&project).len() == 1 && before != icons(&project));
}
