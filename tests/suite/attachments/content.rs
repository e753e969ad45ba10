//! The content of an attachment, as it is given back.

use std::fs;

use cartaviva_tests::{Form, on_both};
use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

use super::*;

/// A text of three MiB, so large that it is verified as it flows.
fn large() -> Vec<u8> {
    let line = b"Lo sportello era chiuso in orario di apertura senza alcun avviso.\n";
    line.iter().copied().cycle().take(3 * 1_048_576).collect()
}

#[test]
fn what_was_received_is_given_back_byte_for_byte_with_its_digest() {
    on_both(|app| {
        let case = app.received();
        for content in [PDF.to_vec(), large()] {
            let added = attached(app, &case, &Form::with("document", "a.txt", &content));
            let digest = Sha256::digest(&content);
            assert_eq!(added.str("/sha256"), HEXLOWER.encode(&digest));
            let read = desk(app)
                .get(&format!("{}/content", path(&case, &added)))
                .expect(200);
            assert!(read.whole && read.bytes == content);
            assert_eq!(read.header("content-length"), content.len().to_string());
            assert_eq!(read.header("etag"), format!("\"{}\"", HEXLOWER.encode(&digest)));
            assert_eq!(
                read.header("repr-digest"),
                format!("sha-256=:{}:", BASE64.encode(&digest))
            );
            assert_eq!(read.header("x-content-type-options"), "nosniff");
            assert!(read.header("content-security-policy").starts_with("sandbox"));
            assert_eq!(read.header("cache-control"), "no-store");
        }
    });
}

#[test]
fn what_was_altered_where_it_is_kept_is_never_given_out_whole() {
    on_both(|app| {
        let case = app.received();
        for content in [PDF.to_vec(), large()] {
            let added = attached(app, &case, &Form::with("document", "a.txt", &content));
            let kept = app.attachments().join("c_e625").join(added.str("/id"));
            assert_eq!(fs::read(&kept).unwrap(), content);
            let mut altered = content.clone();
            altered[10] ^= 1;
            fs::write(&kept, &altered).unwrap();
            let read = desk(app).get(&format!("{}/content", path(&case, &added)));
            if content.len() > 1_048_576 {
                assert!(
                    !read.whole && read.bytes.len() < content.len(),
                    "it is broken off"
                );
            } else {
                read.problem(500, "internal_error");
            }
            fs::write(&kept, &altered[1..]).unwrap();
            desk(app)
                .get(&format!("{}/content", path(&case, &added)))
                .problem(500, "internal_error");
        }
    });
}

#[test]
fn what_is_kept_is_found_by_administration_and_id_and_says_nothing_of_a_person() {
    on_both(|app| {
        let case = app.received();
        let added = attached(
            app,
            &case,
            &Form::with("identity_document", "Anna Rossi.pdf", PDF),
        );
        let kept = files(app.attachments());
        let expected = app.attachments().join("c_e625").join(added.str("/id"));
        assert_eq!(kept, [expected]);
    });
}
