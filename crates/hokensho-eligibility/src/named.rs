//! Sets of cases, each with a name for machines and a text for clerks.

/// Types of which each value has a name: `serde` writes the name.
macro_rules! serde_by_name {
    ($type:ident, $name:ident) => {
        #[cfg(feature = "serde")]
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.$name())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::serial::by_name(deserializer, Self::ALL, Self::$name)
            }
        }
    };
}
pub(crate) use serde_by_name;

/// Makes enums whose variants have a name in snake case and a [`Text`](crate::Text).
macro_rules! named {
    ($(
        $(#[$meta:meta])*
        $type:ident { $( $(#[$variant_meta:meta])* $variant:ident = $name:literal, $text:ident; )+ }
    )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $( $(#[$variant_meta])* $variant, )+ }

        impl $type {
            /// All of them.
            pub const ALL: &[Self] = &[$( Self::$variant ),+];

            /// The name in snake case.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )+ }
            }

            /// The words for it.
            #[must_use]
            pub const fn text(self) -> $crate::Text {
                match self { $( Self::$variant => $crate::Text::$text, )+ }
            }
        }

        $crate::named::serde_by_name!($type, name);
    )+ };
}
pub(crate) use named;
