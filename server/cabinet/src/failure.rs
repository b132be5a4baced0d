//! How a use case ends when it does not succeed, told apart by what the person can do about it.
//! Not here: texts; problems are a closed list in `domain::view`.

use domain::view::Problem;
use storage::StorageError;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Sign in first.
    #[error("not signed in")]
    SignIn,
    /// The first step of the sign-in was right: now the second.
    #[error("the second factor is to be shown")]
    SecondFactor,
    /// No such thing, or not yours: the two are never told apart.
    #[error("not found")]
    NotFound,
    /// The form was filled in wrongly: field and problem, in the order of the form.
    #[error("the form has problems")]
    Problems(Vec<(&'static str, Problem)>),
    /// Our fault.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Our fault, outside the database.
    #[error("{0}")]
    Broken(String),
}

/// What a use case answers with.
pub type Outcome<T> = Result<T, Failure>;

impl Failure {
    /// One problem with one field.
    pub fn problem(field: &'static str, problem: Problem) -> Self {
        Self::Problems(vec![(field, problem)])
    }
}
