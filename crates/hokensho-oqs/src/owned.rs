use std::borrow::Cow;

/// What can borrow from a file, and can stop doing so.
pub(crate) trait IntoOwned {
    type Owned;

    /// The same, with texts of its own.
    fn into_owned(self) -> Self::Owned;
}

/// Types that never borrow.
macro_rules! owned {
    ($($type:ty),+ $(,)?) => { $(
        impl crate::owned::IntoOwned for $type {
            type Owned = Self;

            fn into_owned(self) -> Self {
                self
            }
        }
    )+ };
}

pub(crate) use owned;

owned!(String);

impl IntoOwned for Cow<'_, str> {
    type Owned = String;

    fn into_owned(self) -> String {
        self.into()
    }
}

impl<T: IntoOwned> IntoOwned for Option<T> {
    type Owned = Option<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.map(T::into_owned)
    }
}

impl<T: IntoOwned> IntoOwned for Vec<T> {
    type Owned = Vec<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.into_iter().map(T::into_owned).collect()
    }
}

impl<T: IntoOwned> IntoOwned for (T, T) {
    type Owned = (T::Owned, T::Owned);

    fn into_owned(self) -> Self::Owned {
        (self.0.into_owned(), self.1.into_owned())
    }
}
