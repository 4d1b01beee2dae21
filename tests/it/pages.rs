//! What a page is made of: no script, no style of its own, nothing that is loaded from elsewhere. `tests/browser` holds
//! many more pages to it, and looks at them in a browser.

use crate::house::sample;
use std::collections::BTreeMap;

/// The tags of a page: name, and attributes with their values. Our pages escape `<` and `>` everywhere else.
fn tags(html: &str) -> impl Iterator<Item = (String, BTreeMap<String, String>)> + '_ {
    html.split('<').skip(1).map(|rest| {
        let tag = rest.split('>').next().unwrap();
        let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let mut attributes = BTreeMap::new();
        while let Some((attribute, after)) = next_attribute(rest) {
            attributes.insert(attribute.0.to_lowercase(), attribute.1.to_owned());
            rest = after;
        }
        (name.to_lowercase(), attributes)
    })
}

/// `name="value"`, `name=value` or `name`, and what comes after it.
fn next_attribute(text: &str) -> Option<((&str, &str), &str)> {
    let text = text.trim_start();
    let end = text.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let Some(value) = rest.strip_prefix('=') else { return (!name.is_empty()).then_some(((name, ""), rest)) };
    match value.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').map(|(value, rest)| ((name, value), rest)),
        None => {
            let end = value.find(char::is_whitespace).unwrap_or(value.len());
            Some(((name, &value[..end]), &value[end..]))
        }
    }
}

/// Whether an address leads away from the site by itself: `//host`, or with a scheme.
fn is_elsewhere(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap();
    address.starts_with("//") || scheme.contains(':')
}

#[test]
fn no_page_has_a_script_or_a_style_of_its_own_or_loads_anything_from_elsewhere() {
    let project = sample();
    project.run("build").exits(0);
    let mut faults = Vec::new();
    let (mut pages, mut sheets) = (0, 0);
    for (path, bytes) in project.public() {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        if path.ends_with(".css") {
            sheets += 1;
            let addresses = text.split("url(").skip(1).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
            faults.extend(addresses.filter(|address| is_elsewhere(address)).map(|_| format!("{path}: url(…)")));
            faults.extend(text.contains("@import").then(|| format!("{path}: @import")));
        }
        if !path.ends_with(".html") {
            continue;
        }
        pages += 1;
        faults.extend(text.contains("javascript:").then(|| format!("{path}: javascript:")));
        for (name, attributes) in tags(&text) {
            if ["script", "style", "iframe", "object", "embed", "base"].contains(&name.as_str()) {
                faults.push(format!("{path}: <{name}>"));
            }
            for (attribute, value) in attributes {
                let loads = name != "a" && ["href", "src", "srcset", "data", "poster"].contains(&attribute.as_str());
                if attribute == "style" || attribute.starts_with("on") || loads && is_elsewhere(&value) {
                    faults.push(format!("{path}: <{name} {attribute}={value}>"));
                }
            }
        }
    }
    assert!(pages > 1000 && sheets == 1, "{pages} pages, {sheets} style sheets");
    assert!(faults.is_empty(), "{} faults, the first: {:?}", faults.len(), &faults[..faults.len().min(5)]);
}

#[test]
fn tags_are_read_with_and_without_quotes() {
    let html = r#"<p><img src=/a.png alt="a b" hidden><A HREF="//x.example/?a=1">x</a>"#;
    let read: Vec<_> = tags(html).collect();
    let names: Vec<&str> = read.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["p", "img", "a", "/a"]);
    assert_eq!(read[1].1["src"], "/a.png");
    assert_eq!(read[1].1["alt"], "a b");
    assert!(read[1].1.contains_key("hidden") && is_elsewhere(&read[2].1["href"]));
    let site = ["/assets/a.css", "a:b/c", "#a:b", "x.css"].map(is_elsewhere);
    assert_eq!(site, [false, true, false, false]);
}
