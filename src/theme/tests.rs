//! The theme as a whole.

use super::markup::skeleton;
use super::*;
use crate::diag::{FileId, Place, Spot};
use tera::{Context, context};

/// A configuration of which only what is said differs from the defaults.
fn config(yaml: &str) -> Config {
    let text = format!("organization: {{ name: Acme }}\n{yaml}\n");
    let text = if yaml.contains("site:") { text } else { text + "site: { base_url: https://pay.example.com }\n" };
    let mut problems = Problems::new();
    let config = crate::config::read(FileId(0), text.as_bytes(), &mut problems);
    config.unwrap_or_else(|| panic!("{:?}", problems.iter().collect::<Vec<_>>()))
}

fn file(path: &str, text: impl Into<Vec<u8>>) -> ThemeFile {
    ThemeFile { path: path.to_owned(), file: FileId(7), bytes: text.into().into() }
}

fn built_in_files() -> Vec<ThemeFile> {
    built_in().map(|(path, bytes)| ThemeFile { path: path.to_owned(), file: FileId(9), bytes: bytes.into() }).collect()
}

fn read(own: &[ThemeFile], brand: &[ThemeFile], yaml: &str) -> (Option<Theme>, Vec<String>) {
    read_over(&built_in_files(), own, brand, yaml)
}

/// A theme over others than those that come along.
fn read_over(
    built_in: &[ThemeFile],
    own: &[ThemeFile],
    brand: &[ThemeFile],
    yaml: &str,
) -> (Option<Theme>, Vec<String>) {
    let files = ThemeFiles { own, built_in, brand, place: &|_| Place::file(FileId(0)) };
    let mut problems = Problems::new();
    let theme = Theme::read(&files, "default-src 'none'", &config(yaml), &mut problems);
    let told = problems
        .iter()
        .map(|problem| {
            let hints: String = problem.hints.iter().map(|hint| format!(" ({hint})")).collect();
            format!("[{}] {}{hints}", problem.code, problem.title)
        })
        .collect();
    (theme, told)
}

fn theme(own: &[ThemeFile]) -> Theme {
    let (theme, problems) = read(own, &[], "");
    assert!(problems.is_empty(), "{problems:?}");
    theme.unwrap()
}

/// A theme that extends the built-in one, with these templates.
fn extending(templates: &[(&str, &str)]) -> Vec<ThemeFile> {
    let mut files = vec![
        file("theme.yaml", "name: mine\nextends: default\n"),
        file(
            "locales/en.ftl",
            "hello = Hello\nbye-bye = <Bye>\nday-count = { $days ->\n [one] a day\n *[other] { $days } days\n }\n",
        ),
    ];
    files.extend(templates.iter().map(|(name, text)| file(&format!("templates/{name}"), *text)));
    files
}

fn render(template: &str, context: &Context) -> Result<String, String> {
    let theme = theme(&extending(&[("it.txt", template)]));
    let rendered = theme.renderer(&Language("en".into())).render("it.txt", context);
    rendered.map_err(|problem| format!("[{}] {} {:?}", problem.code, problem.title, problem.labels[0].place.spot))
}

#[test]
fn the_built_in_theme_has_no_problems_and_can_be_shared() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&theme(&[]));
}

#[test]
fn every_language_has_its_words() {
    assert_eq!(render("{{ t.hello }} {{ msg(id='day-count', days=1) }}", &Context::new()).unwrap(), "Hello a day");
    assert_eq!(render("{{ msg(id='day-count', days=n) }}", &context! { n => &12_000 }).unwrap(), "12,000 days");
}

#[test]
fn all_is_escaped_whatever_the_template_is_called() {
    let page = render("{{ name }} {{ t.bye_bye }}", &context! { name => "<img onerror=x> {{ 1 }} \"'&" }).unwrap();
    assert_eq!(page, "&lt;img onerror=x&gt; {{ 1 }} &quot;&#39;&amp; &lt;Bye&gt;");
}

#[test]
fn a_name_that_is_not_there_is_a_problem_at_its_place() {
    let unknown = render("  <p>\n\n  {{ nope }}</p>", &Context::new()).unwrap_err();
    assert_eq!(unknown, "[template-render] variable `nope` is not defined Span { start: 12, end: 16 }");
    let message = render("<p>{{ t.nope }}", &Context::new()).unwrap_err();
    assert!(message.starts_with("[template-render] field `nope`"), "{message}");
    let message = render("{{ msg(id='nope') }}", &Context::new()).unwrap_err();
    assert!(message.contains("no message is called `nope`"), "{message}");
    let message = render("{{ msg(id='day-count') }}", &Context::new()).unwrap_err();
    assert!(message.contains("days"), "{message}");
}

#[test]
fn what_is_wrong_in_templates_is_all_said_when_they_are_read() {
    let (theme, problems) =
        read(&extending(&[("a.html", "{{ a | nope }}"), ("b.html", "{% include 'no.html' %}")]), &[], "");
    assert!(theme.is_none());
    assert_eq!(problems, ["[template-syntax] unknown filter `nope`", "[template-syntax] unknown template `no.html`"]);
    let (_, problems) = read(&extending(&[("a.html", "{% if %}"), ("b.html", "{{ a")]), &[], "");
    assert_eq!(problems.len(), 2, "{problems:?}");
}

/// What pages that belong to nobody get.
fn neutral() -> Context {
    let own = BTreeMap::from([("title", "Title"), ("text", "Text"), ("advice", "Advice")]);
    context! { page => &serde_json::json!({ "own": own, "others": [] }) }
}

#[test]
fn a_theme_can_extend_the_template_it_replaces() {
    let own = "{% extends 'default/404.html' %}{% block main %}<p>Ours</p>{% endblock main %}";
    let mut files = extending(&[("404.html", own)]);
    files.push(file("assets/extra.css", "a{}"));
    let page = theme(&files);
    let page = page.renderer(&Language("en".into()));
    let html = page.render("404.html", &neutral()).unwrap();
    assert!(html.contains("<p>Ours</p>") && html.contains("</html>"), "{html}");
}

/// The style sheet as it is published.
fn style(theme: &Theme) -> String {
    let style = theme.assets().iter().find(|asset| asset.path.starts_with("assets/style.")).unwrap();
    String::from_utf8(style.bytes.clone()).unwrap()
}

#[test]
fn what_a_theme_adds_comes_after_the_style_sheet_and_the_brand() {
    let mut files = extending(&[]);
    files.push(file("assets/extra.css", "/* mine */\n.mine { color: var(--link); }\n"));
    let theme = theme(&files);
    let css = style(&theme);
    assert!(css.starts_with(":root{color-scheme:") && css.contains(":root{--primary:#"), "{css}");
    assert!(css.ends_with("--link:#4a88ff}}.mine{color: var(--link)}"), "{css}");
    assert!(!theme.assets().iter().any(|asset| asset.path.contains("extra")));
}

#[test]
fn a_style_sheet_of_its_own_stands_in_place_of_the_extended_themes_and_of_what_that_adds() {
    let mut built_in = built_in_files();
    built_in.push(file("middle/theme.yaml", "name: middle\nextends: default\n"));
    built_in.push(file("middle/assets/extra.css", ".middle{}"));
    let over = |files: &[ThemeFile]| style(&read_over(&built_in, files, &[], "").0.unwrap());
    let mut files = vec![file("theme.yaml", "name: mine\nextends: middle\n"), file("assets/extra.css", ".extra{}")];
    assert!(over(&files).ends_with("}}.middle{}.extra{}"));
    files.push(file("assets/style.css", ".mine{}"));
    let css = over(&files);
    assert!(css.starts_with(".mine{}:root{--primary:#") && css.ends_with("}}.extra{}"), "{css}");
}

#[test]
fn themes_lie_over_one_another() {
    let mut built_in = built_in_files();
    built_in.extend([
        file("middle/theme.yaml", "name: middle\nextends: default\noptions: { rows: { type: number, default: 5 } }\n"),
        file("middle/locales/en.ftl", "past-due = Late\noverview = Middle\n"),
        file(
            "middle/templates/404.html",
            "{% extends 'default/404.html' %}{% block solo %}middle {{ super() }}{% endblock solo %}",
        ),
        file("middle/templates/index.html", "middle's own"),
    ]);
    let own = [
        file("theme.yaml", "name: mine\nextends: middle\n"),
        file("locales/en.ftl", "overview = Mine\n"),
        file(
            "templates/404.html",
            "{% extends 'middle/404.html' %}{% block title %}{{ t.past_due }}, {{ t.overview }}, {{ options.rows }} {% endblock title %}",
        ),
    ];
    let yaml = "site: { base_url: https://example.com, theme: mine, theme_options: { rows: 7 } }";
    let (theme, problems) = read_over(&built_in, &own, &[], yaml);
    assert!(problems.is_empty(), "{problems:?}");
    let theme = theme.unwrap();
    let page = theme.renderer(&Language("en".into()));
    let html = page.render("404.html", &neutral()).unwrap();
    assert!(html.contains("<title>Late, Mine, 7 ") && html.contains("middle <h1>"), "{html}");
    assert_eq!(page.render("index.html", &Context::new()).unwrap(), "middle's own");
}

#[test]
fn a_theme_may_stand_in_place_of_one_that_comes_along_and_extend_it() {
    let own = [file("theme.yaml", "name: default\nextends: default\n"), file("locales/en.ftl", "overview = Mine\n")];
    let (theme, problems) = read(&own, &[], "site: { base_url: https://example.com, theme: default }");
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(theme.unwrap().renderer(&Language("en".into())).strings().get("overview"), "Mine");
}

#[test]
fn only_themes_that_come_along_can_be_extended() {
    let (theme, problems) = read(&[file("theme.yaml", "name: mine\nextends: yours\n")], &[], "");
    assert!(theme.is_none());
    assert!(
        problems[0]
            .starts_with("[theme-manifest] a theme cannot extend `yours` (themes that can be extended: `default`"),
        "{problems:?}"
    );
}

#[test]
fn a_component_can_be_replaced_by_itself() {
    let files = extending(&[
        ("partials/mine.html", "{% component day(on) %}on {{ on.iso }}{% endcomponent day %}"),
        ("it.txt", "{{ <day on={d} /> }}"),
    ]);
    let theme = theme(&files);
    let day = BTreeMap::from([("iso", "2026-03-31"), ("text", "31 March")]);
    let text = theme.renderer(&Language("en".into())).render("it.txt", &context! { d => &day }).unwrap();
    assert_eq!(text, "on 2026-03-31");
}

#[test]
fn minified_templates_make_the_same_page() {
    let theme = theme(&[]);
    let renderer = theme.renderer(&Language("en".into()));
    for page in ["404.html", "index.html"] {
        let context = neutral();
        let (small, written) = (renderer.render(page, &context).unwrap(), renderer.render_written(page, &context));
        assert_eq!(skeleton(&small), skeleton(&written));
        if cfg!(feature = "minify") {
            assert!(small.len() < written.len());
        }
    }
}

#[test]
fn the_style_sheet_has_the_brand_and_a_name_by_content() {
    let one = theme(&[]);
    let path = |theme: &Theme| theme.assets().iter().find(|asset| asset.path.contains("/style.")).unwrap().path.clone();
    let css = style(&one);
    assert!(css.contains(":root{--primary:#"), "{css}");
    let (other, problems) = read(&[], &[], "white_label: { primary_color: \"#ffcc00\" }");
    assert_eq!(
        problems,
        ["[brand-color-adjusted] primary color `#ffcc00` is too light for text: links are `#876c00` \
          (47 % darker: on the gray of light pages (`#f3f4f6`) its contrast was 1.37 : 1 and is 4.57 : 1 now, \
          text needs 4.5 : 1) (buttons and other areas keep the color, with black or white text on them)"]
    );
    assert_ne!(path(&one), path(&other.unwrap()));
}

#[test]
fn a_site_in_a_folder_says_so_in_every_path() {
    let (theme, _) = read(
        &extending(&[("it.html", "{{ asset(name='style.css') }}")]),
        &[],
        "site: { base_url: https://example.com/pay }",
    );
    let html = theme.unwrap().renderer(&Language("en".into())).render("it.html", &Context::new()).unwrap();
    assert!(html.starts_with("/pay/assets/style."), "{html}");
}

#[test]
fn options_are_held_to_the_theme() {
    let yaml =
        "site: { base_url: https://example.com, theme_options: { further_column: true, further_columns: tight } }";
    let (_, problems) = read(&[], &[], yaml);
    assert_eq!(
        problems,
        [
            "[unknown-theme-option] theme `default` has no option `further_column` (did you mean `further_columns`?)",
            "[theme-option-value] theme option `further_columns` must be `true` or `false`",
        ]
    );
}

#[test]
fn an_option_says_what_it_takes() {
    let takes = |option: &str, value: &str| {
        let manifest = file("theme.yaml", format!("name: mine\nextends: default\noptions:\n  it: {option}\n"));
        let yaml = format!("site: {{ base_url: https://example.com, theme: mine, theme_options: {{ it: {value} }} }}");
        read(&[manifest], &[], &yaml).1.pop().unwrap_or_default()
    };
    let bounded = "{ type: number, default: 3, min: 1, max: 5 }";
    assert_eq!(takes(bounded, "5"), "");
    assert_eq!(takes(bounded, "6"), "[theme-option-value] theme option `it` must be a whole number from 1 to 5");
    assert_eq!(
        takes("{ type: number, default: 3, min: 1 }", "x"),
        "[theme-option-value] theme option `it` must be a whole number of at least 1"
    );
    let choice = "{ type: choice, default: wide, choices: [wide, narrow] }";
    assert_eq!(takes(choice, "narrow"), "");
    assert_eq!(takes(choice, "broad"), "[theme-option-value] theme option `it` must be one of `wide`, `narrow`");
}

#[test]
fn an_option_that_cannot_be_is_told_with_its_place() {
    let told = |options: &str| {
        let manifest = file("theme.yaml", format!("name: mine\nextends: default\noptions: {options}\n"));
        let built_in = built_in_files();
        let own = [manifest];
        let files = ThemeFiles { own: &own, built_in: &built_in, brand: &[], place: &|_| Place::file(FileId(0)) };
        let mut problems = Problems::new();
        Theme::read(&files, "", &config(""), &mut problems);
        let problem = problems.iter().next().unwrap();
        let text = std::str::from_utf8(&own[0].bytes).unwrap();
        let Spot::Span { start, end } = problem.labels[0].place.spot else { panic!("{problem:?}") };
        format!("{} @ {}", problem.title, &text[start as usize..end as usize])
    };
    let faults = [
        (
            "{ n: { type: number, default: 9, max: 5 } }",
            "the option's own default is not a whole number of at most 5 @ 9",
        ),
        ("{ n: { type: number, default: 9, min: 7, max: 5 } }", "`min` is more than `max` @ 7"),
        ("{ n: { type: text, default: a, min: 1 } }", "only a `number` has `min` and `max` @ 1"),
        ("{ n: { type: text, default: a, choices: [a] } }", "only a `choice` has `choices` @ ["),
        ("{ n: { type: choice, default: a, choices: [a, a] } }", "a choice of option `n` stands twice @ ["),
        ("{ n: { type: boolean, default: maybe } }", "the option's own default is not `true` or `false` @ maybe"),
    ];
    for (options, expected) in faults {
        assert_eq!(told(options), expected);
    }
    assert!(told("{ n: { type: choice, default: a } }").starts_with("option `n` has no `choices` @ "));
    assert!(
        told("{ further-columns: { type: text, default: a } }")
            .starts_with("an option cannot be called `further-columns` @ ")
    );
}

#[test]
fn a_theme_that_is_not_there_is_said() {
    let (_, problems) = read(&[], &[], "site: { base_url: https://example.com, theme: mine }");
    assert_eq!(problems, ["[unknown-theme] there is no theme `mine` (`portalsmith theme new mine` makes it)"]);
    let (_, problems) = read(&[], &[], "site: { base_url: https://example.com, theme: defautl }");
    assert_eq!(problems, ["[unknown-theme] there is no theme `defautl` (did you mean `default`?)"]);
}

#[test]
#[cfg(feature = "images")]
fn the_brands_files_become_assets() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><circle r='5' fill='white'/></svg>";
    let brand = [file("brand/logo.svg", svg), file("brand/Inter-Bold.woff2", "wOF2....")];
    let yaml = "white_label: { logo: brand/logo.svg, favicon: brand/no.png, fonts: [brand/Inter-Bold.woff2] }";
    let (_, problems) = read(&[], &brand, yaml);
    assert_eq!(problems, ["[no-brand-file] there is no file `content/brand/no.png`"]);
    let (theme, _) = read(&[], &brand, &yaml.replace("favicon: brand/no.png, ", ""));
    let theme = theme.unwrap();
    let paths: Vec<&str> = theme.assets().iter().map(|asset| asset.path.split('.').next().unwrap()).collect();
    assert_eq!(
        paths,
        ["inter-bold", "logo", "favicon", "icon", "apple-touch-icon", "style"].map(|name| format!("assets/{name}"))
    );
}

#[test]
fn scripts_and_foreign_files_are_no_assets() {
    let mut files = extending(&[]);
    files.extend([file("assets/a.js", ""), file("assets/style.css", "a{b:url(//evil.example/x)}")]);
    let (_, problems) = read(&files, &[], "");
    assert_eq!(
        problems,
        [
            "[theme-asset] `a.js` cannot be an asset of a theme (portals have no scripts)",
            "[unknown-asset] `//evil.example/x` is not among the theme's assets (pages load nothing from elsewhere: put the file into the theme's `assets` folder)",
        ]
    );
}

#[test]
fn the_fingerprint_follows_what_pages_depend_on() {
    let one = theme(&[]).fingerprint();
    assert_eq!(one, theme(&[]).fingerprint());
    assert_ne!(one, theme(&extending(&[])).fingerprint());
    let (other, _) = read(&[], &[], "white_label: { banner_color: \"#000000\" }");
    assert_ne!(one, other.unwrap().fingerprint());
}
