//! Sets of cases, each with a name for machines and a text for clerks.

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
    )+ };
}
pub(crate) use named;
