//! Editing a tree: a place is a path of child indices from the root.

use super::{Body, Node};

/// A path led nowhere.
///
/// ```
/// use hokensho_mock::der;
///
/// let error = der::sequence([der::null()]).remove(&[0, 3]).unwrap_err();
/// assert_eq!(error.to_string(), "no node at [0, 3]");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no node at {path:?}")]
pub struct NoSuchNode {
    /// The path that was asked for.
    pub path: Vec<usize>,
}

impl Node {
    /// The node at `path`; the empty path is the node itself.
    ///
    /// ```
    /// use hokensho_mock::der;
    ///
    /// let tree = der::sequence([der::null(), der::octets_of(der::boolean(true))]);
    /// assert_eq!(tree.at(&[1, 0])?, &der::boolean(true));
    /// # Ok::<(), der::NoSuchNode>(())
    /// ```
    ///
    /// # Errors
    /// [`NoSuchNode`] if the path leads nowhere.
    pub fn at(&self, path: &[usize]) -> Result<&Self, NoSuchNode> {
        path.iter()
            .try_fold(self, |node, index| node.children().get(*index))
            .ok_or_else(|| NoSuchNode { path: path.into() })
    }

    /// The node at `path`, to be changed.
    ///
    /// # Errors
    /// [`NoSuchNode`] if the path leads nowhere.
    pub fn at_mut(&mut self, path: &[usize]) -> Result<&mut Self, NoSuchNode> {
        path.iter()
            .try_fold(self, |node, index| match &mut node.body {
                Body::Bytes(_) => None,
                Body::Nodes(nodes) => nodes.get_mut(*index),
            })
            .ok_or_else(|| NoSuchNode { path: path.into() })
    }

    /// Puts `node` at `path` and hands back what was there.
    ///
    /// ```
    /// use hokensho_mock::der;
    ///
    /// let mut tree = der::sequence([der::integer(&[1])]);
    /// assert_eq!(tree.replace(&[0], der::null())?, der::integer(&[1]));
    /// assert_eq!(tree, der::sequence([der::null()]));
    /// # Ok::<(), der::NoSuchNode>(())
    /// ```
    ///
    /// # Errors
    /// [`NoSuchNode`] if the path leads nowhere.
    pub fn replace(&mut self, path: &[usize], node: Self) -> Result<Self, NoSuchNode> {
        Ok(std::mem::replace(self.at_mut(path)?, node))
    }

    /// Takes the node at `path` out.
    ///
    /// ```
    /// use hokensho_mock::der;
    ///
    /// let mut tree = der::sequence([der::null(), der::boolean(false)]);
    /// tree.remove(&[0])?;
    /// assert_eq!(tree, der::sequence([der::boolean(false)]));
    /// # Ok::<(), der::NoSuchNode>(())
    /// ```
    ///
    /// # Errors
    /// [`NoSuchNode`] if the path leads nowhere, or is empty: a root can't be taken from itself.
    pub fn remove(&mut self, path: &[usize]) -> Result<Self, NoSuchNode> {
        let (siblings, index) = self.siblings(path)?;
        if index < siblings.len() {
            Ok(siblings.remove(index))
        } else {
            Err(NoSuchNode { path: path.into() })
        }
    }

    /// Puts `node` before the one at `path`, or last if `path` points just behind the last.
    ///
    /// ```
    /// use hokensho_mock::der;
    ///
    /// let mut tree = der::sequence([der::null()]);
    /// tree.insert(&[1], der::boolean(true))?;
    /// assert_eq!(tree, der::sequence([der::null(), der::boolean(true)]));
    /// # Ok::<(), der::NoSuchNode>(())
    /// ```
    ///
    /// # Errors
    /// [`NoSuchNode`] if the path leads nowhere, or is empty.
    pub fn insert(&mut self, path: &[usize], node: Self) -> Result<(), NoSuchNode> {
        let (siblings, index) = self.siblings(path)?;
        if index > siblings.len() {
            return Err(NoSuchNode { path: path.into() });
        }
        siblings.insert(index, node);
        Ok(())
    }

    /// Puts a copy of the node at `path` beside it.
    ///
    /// ```
    /// use hokensho_mock::der;
    ///
    /// let mut tree = der::sequence([der::null()]);
    /// tree.duplicate(&[0])?;
    /// assert_eq!(tree, der::sequence([der::null(), der::null()]));
    /// # Ok::<(), der::NoSuchNode>(())
    /// ```
    ///
    /// # Errors
    /// [`NoSuchNode`] if the path leads nowhere, or is empty.
    pub fn duplicate(&mut self, path: &[usize]) -> Result<(), NoSuchNode> {
        let copy = self.at(path)?.clone();
        self.insert(path, copy)
    }

    fn siblings(&mut self, path: &[usize]) -> Result<(&mut Vec<Self>, usize), NoSuchNode> {
        let nowhere = || NoSuchNode { path: path.into() };
        let (index, parent) = path.split_last().ok_or_else(nowhere)?;
        match &mut self.at_mut(parent).map_err(|_| nowhere())?.body {
            Body::Bytes(_) => Err(nowhere()),
            Body::Nodes(nodes) => Ok((nodes, *index)),
        }
    }
}
