//! Which plural form a number takes: asked of ICU4X.
//!
//! Fluent asks intl_pluralrules, which is years behind CLDR and forgets the `% 100` in the rules of Arabic, Lithuanian and
//! some others: *111 days* would be in a wrong form. So before messages go into a bundle, a selector `$days` becomes
//! `PLURAL($days)`, a function of ours that answers with the name of the form. Numbers that a message has words of its
//! own for (`[0]`) are told to it as well, `PLURAL($days, 0)`, and stay numbers.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use icu_plurals::{PluralCategory, PluralRules};

pub(super) const FUNCTION: &str = "PLURAL";

/// The same messages, with their plural forms chosen by [`FUNCTION`].
pub(super) fn chosen_by_us(resource: &FluentResource) -> FluentResource {
    let mut selectors = Selectors { source: resource.source(), calls: Vec::new() };
    for entry in resource.entries() {
        let (value, attributes) = match entry {
            Entry::Message(message) => (message.value.as_ref(), &message.attributes),
            Entry::Term(term) => (Some(&term.value), &term.attributes),
            _ => continue,
        };
        let values = value.into_iter().chain(attributes.iter().map(|attribute| &attribute.value));
        values.for_each(|value| selectors.pattern(value));
    }
    let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(selectors.replaced());
    resource
}

/// The selectors that ask for a plural form: where each stands in the source, and the call that takes its place.
struct Selectors<'s> {
    source: &'s str,
    calls: Vec<(usize, String)>,
}

impl<'s> Selectors<'s> {
    fn pattern(&mut self, pattern: &Pattern<&'s str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&'s str>) {
        match expression {
            Expression::Inline(InlineExpression::Placeable { expression }) => self.expression(expression),
            Expression::Inline(_) => {}
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector
                    && variants.iter().any(is_plural)
                {
                    let own = variants.iter().filter_map(own_number).map(|number| format!(", {number}"));
                    let call = format!("{FUNCTION}(${}{})", id.name, own.collect::<String>());
                    // A name is a piece of the source; the `$` stands right before it.
                    self.calls.push((id.name.as_ptr().addr() - self.source.as_ptr().addr(), call));
                }
                variants.iter().for_each(|variant| self.pattern(&variant.value));
            }
        }
    }

    fn replaced(self) -> String {
        let mut text = String::with_capacity(self.source.len() + 16 * self.calls.len());
        let mut rest = 0;
        for (name, call) in &self.calls {
            text.push_str(&self.source[rest..name - 1]);
            text.push_str(call);
            let after = &self.source[*name..];
            rest = name + after.find(|sign: char| !is_of_a_name(sign)).unwrap_or(after.len());
        }
        text + &self.source[rest..]
    }
}

fn is_of_a_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '-' || sign == '_'
}

fn is_plural(variant: &Variant<&str>) -> bool {
    matches!(variant.key, VariantKey::Identifier { name } if PluralCategory::get_for_cldr_string(name).is_some())
}

fn own_number<'s>(variant: &Variant<&'s str>) -> Option<&'s str> {
    match variant.key {
        VariantKey::NumberLiteral { value } => Some(value),
        VariantKey::Identifier { .. } => None,
    }
}

/// What [`FUNCTION`] answers. A text chooses by itself: `{ $kind -> [invoice] … }`.
pub(super) fn form<'a>(rules: &PluralRules, positional: &[FluentValue<'a>], _: &FluentArgs<'_>) -> FluentValue<'a> {
    match positional {
        [FluentValue::Number(number), own @ ..] => {
            let is_own = |own: &&FluentValue<'_>| matches!(own, FluentValue::Number(own) if own.value == number.value);
            match own.iter().find(is_own) {
                Some(own) => own.clone(),
                // Arguments are whole numbers.
                None => FluentValue::from(name(rules.category_for(number.value as i64))),
            }
        }
        [value, ..] => value.clone(),
        [] => FluentValue::Error,
    }
}

fn name(form: PluralCategory) -> &'static str {
    match form {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}
