//! Signing keys: derived from the installation's key, changed from time to time, published, revoked when they leak.
//! Not here: the signatures themselves (see `documents::seal`).

use crate::{Cabinet, Failure, Outcome};
use documents::seal::{SigningKey, VerifyingKey};
use serde::Serialize;
use std::collections::HashMap;
use storage::documents::KeyRow;
use storage::{Tx, documents as store};

/// A public key as it is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicKey {
    /// Its number, as it stands in seals.
    pub number: i64,
    /// Ed25519, 32 bytes, hexadecimal.
    pub public_key: String,
    /// `active`, `retired` (what it signed holds) or `revoked` (nothing it signed holds).
    pub state: &'static str,
}

impl Cabinet {
    fn derive(&self, number: i64) -> SigningKey {
        SigningKey::from_seed(number, self.secret.signing_seed(number))
    }

    /// The key of a row, if it is this installation's own.
    fn own(&self, row: &KeyRow) -> Outcome<SigningKey> {
        let key = self.derive(row.number);
        if key.public_bytes()[..] == row.public_key[..] {
            return Ok(key);
        }
        Err(Failure::Broken(format!(
            "signing key {} was made with another KVITOK_SECRET_KEY; put that one back",
            row.number
        )))
    }

    /// The key that signs now; the first one is made when it is first needed.
    pub(crate) async fn signing_key(&self, tx: &mut Tx) -> Outcome<SigningKey> {
        let keys = store::list_keys(tx).await?;
        match keys.iter().rev().find(|key| key.retired_at.is_none()) {
            Some(row) => self.own(row),
            None => self.make_key(tx, &keys).await,
        }
    }

    async fn make_key(&self, tx: &mut Tx, keys: &[KeyRow]) -> Outcome<SigningKey> {
        let key = self.derive(keys.last().map_or(1, |last| last.number + 1));
        store::insert_key(tx, key.number(), &key.public_bytes(), self.now()).await?;
        Ok(key)
    }

    /// The keys that seal documents, by their number: a receipt's is the one that signed it. None of them is revoked; one
    /// that is not this installation's own spoils only what it has signed.
    pub(crate) async fn sealing_keys(&self, tx: &mut Tx) -> Outcome<HashMap<i64, Outcome<SigningKey>>> {
        let keys = store::list_keys(tx).await?;
        Ok(keys.iter().filter(|row| row.revoked_at.is_none()).map(|row| (row.number, self.own(row))).collect())
    }

    /// Whether a key of ours is no longer trusted.
    pub(crate) async fn is_revoked(&self, tx: &mut Tx, number: i64) -> Outcome<bool> {
        Ok(store::list_keys(tx).await?.iter().any(|key| key.number == number && key.revoked_at.is_some()))
    }

    /// The public half of a key whose signatures hold.
    pub(crate) async fn trusted_key(&self, tx: &mut Tx, number: i64) -> Outcome<Option<VerifyingKey>> {
        let keys = store::list_keys(tx).await?;
        let row = keys.iter().find(|key| key.number == number && key.revoked_at.is_none());
        let bytes = row.and_then(|row| <&[u8; 32]>::try_from(&row.public_key[..]).ok());
        Ok(bytes.and_then(|bytes| VerifyingKey::from_bytes(number, bytes).ok()))
    }

    /// The number of the key that signs now, after checking that it is ours; none before the first publication.
    pub async fn current_key(&self) -> Outcome<Option<i64>> {
        let mut tx = self.db.read().await?;
        let keys = store::list_keys(&mut tx).await?;
        let current = keys.iter().rev().find(|key| key.retired_at.is_none());
        current.map(|row| self.own(row).map(|key| key.number())).transpose()
    }

    /// Every key, oldest first.
    pub async fn public_keys(&self) -> Outcome<Vec<PublicKey>> {
        let mut tx = self.db.read().await?;
        let shown = |row: KeyRow| PublicKey {
            number: row.number,
            public_key: crate::secret::hex(&row.public_key),
            state: match (row.retired_at, row.revoked_at) {
                (_, Some(_)) => "revoked",
                (Some(_), None) => "retired",
                (None, None) => "active",
            },
        };
        Ok(store::list_keys(&mut tx).await?.into_iter().map(shown).collect())
    }

    /// From now on a new key signs; what the old one signed holds. Answers the new key's number.
    pub async fn rotate_key(&self) -> Outcome<i64> {
        let mut tx = self.db.write().await?;
        let keys = store::list_keys(&mut tx).await?;
        let new = self.make_key(&mut tx, &keys).await?;
        for key in keys.iter().filter(|key| key.retired_at.is_none()) {
            store::end_key(&mut tx, key.number, false, self.now()).await?;
        }
        tx.commit().await?;
        Ok(new.number())
    }

    /// Nothing signed by this key is trusted any more; its receipts are signed anew. Answers how many.
    pub async fn revoke_key(&self, number: i64) -> Outcome<u64> {
        let mut tx = self.db.write().await?;
        let keys = store::list_keys(&mut tx).await?;
        if keys.iter().all(|key| key.number != number) {
            return Err(Failure::NotFound);
        }
        store::end_key(&mut tx, number, true, self.now()).await?;
        // A key that signs instead must be there before anything is given up.
        self.signing_key(&mut tx).await?;
        tx.commit().await?;
        self.sign_unsigned().await
    }
}
