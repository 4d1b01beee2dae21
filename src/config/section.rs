//! One table per section of `config.yaml`, from which both its reader and its JSON Schema are made.

/// Declares a section: its keys in the order of the documentation, each with its description, type and presence.
///
/// Presence is one of
/// - `required`: a problem where it is left out; the field is an `Option`, empty after a problem;
/// - `optional`: the field is an `Option`;
/// - `section`: like `required`, but left out means empty, so that the keys it needs are asked for by name;
/// - a text: the default, as it would be written in `config.yaml`; the field has the value itself.
macro_rules! section {
    ($(#[doc = $about:literal])* $name:ident $(<$mark:ident: $bound:ident>)? {
        $($(#[doc = $doc:literal])* $key:ident: $type:ty = $presence:tt,)*
    }) => {
        $(#[doc = $about])*
        pub(super) struct $name $(<$mark: $bound>)? {
            $($(#[doc = $doc])* $key: section!(@type $type, $presence),)*
        }

        impl $(<$mark: $bound>)? $crate::config::reader::Value for $name $(<$mark>)? {
            fn schema() -> $crate::config::schema::Json {
                $crate::config::schema::section(vec![$($crate::config::schema::Key {
                    name: stringify!($key),
                    about: &[$($doc),*],
                    schema: <$type as $crate::config::reader::Value>::schema(),
                    presence: section!(@presence $presence),
                },)*])
            }

            fn read(
                node: &$crate::config::tree::Node,
                reader: &mut $crate::config::reader::Reader,
            ) -> Option<Self> {
                let keys = reader.section(node, &[$(stringify!($key)),*])?;
                Some($name { $($key: section!(@read keys, $key, reader, $presence),)* })
            }
        }
    };

    (@type $type:ty, required) => { Option<$type> };
    (@type $type:ty, optional) => { Option<$type> };
    (@type $type:ty, section) => { Option<$type> };
    (@type $type:ty, $default:literal) => { $type };

    (@presence required) => { $crate::config::schema::Presence::Required };
    (@presence optional) => { $crate::config::schema::Presence::Optional };
    (@presence section) => { $crate::config::schema::Presence::Section };
    (@presence $default:literal) => { $crate::config::schema::Presence::Default($default) };

    (@read $keys:ident, $key:ident, $reader:ident, required) => { $keys.required(stringify!($key), $reader) };
    (@read $keys:ident, $key:ident, $reader:ident, optional) => { $keys.optional(stringify!($key), $reader) };
    (@read $keys:ident, $key:ident, $reader:ident, section) => { $keys.section(stringify!($key), $reader) };
    (@read $keys:ident, $key:ident, $reader:ident, $default:literal) => {
        $keys.or(stringify!($key), $default, $reader)
    };
}

pub(super) use section;
