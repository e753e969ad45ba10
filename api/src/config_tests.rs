//! What is heard, and what is refused.

use super::*;
use crate::auth::Profile;

fn environment(pairs: &[(&str, &str)]) -> HashMap<String, String> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cartaviva.toml");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

fn chain(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(
        || error.to_string(),
        |source| format!("{error}: {}", chain(source)),
    )
}

#[test]
fn without_any_setting_an_embedded_database_listens_on_this_machine() {
    let settings = Settings::read(Vec::new(), HashMap::new(), None).unwrap();
    assert_eq!(settings, Settings::default());
    assert_eq!(
        settings.database().unwrap(),
        Target::Sqlite(PathBuf::from("./data/cartaviva.db"))
    );
}

#[test]
fn attachments_are_kept_in_the_data_directory_unless_a_place_is_named() {
    let settings = Settings::default();
    assert_eq!(
        settings.attachments().unwrap(),
        FilesPlace::Folder(PathBuf::from("./data/attachments"))
    );
    let named = environment(&[
        ("CARTAVIVA_ATTACHMENTS_URL", "s3://carta/c_e625"),
        ("CARTAVIVA_CASE_ATTACHMENTS", "7"),
    ]);
    let settings = Settings::read(Vec::new(), named, None).unwrap();
    assert_eq!(
        settings.attachments().unwrap(),
        FilesPlace::Bucket("s3://carta/c_e625".to_owned())
    );
    assert_eq!(settings.attachment_limits().files, 7);
}

#[test]
fn a_flag_is_heard_over_the_environment_and_the_environment_over_the_file() {
    let (_folder, path) = file("listen = \"127.0.0.1:1\"\nworkers = 1\nlog = \"debug\"");
    let environment = environment(&[("CARTAVIVA_LISTEN", "127.0.0.1:2"), ("CARTAVIVA_WORKERS", "2")]);
    let flags = [
        ("listen", "127.0.0.1:3"),
        ("rate_limit", "7"),
        ("no_examples", "true"),
    ];
    let flags = flags.map(|(name, value)| (name, value.to_owned())).to_vec();
    let settings = Settings::read(flags, environment, Some(&path)).unwrap();
    assert_eq!(settings.listen.port(), 3);
    assert_eq!((settings.rate_limit.get(), settings.no_examples), (7, true));
    assert_eq!(settings.workers, 2);
    assert_eq!(settings.log, "debug");
}

#[test]
fn the_environment_may_say_yes_and_no() {
    let yes = environment(&[
        ("CARTAVIVA_NO_EXAMPLES", "true"),
        ("CARTAVIVA_TEST_POSTGRES", "x"),
    ]);
    assert!(Settings::read(Vec::new(), yes, None).unwrap().no_examples);
}

#[test]
fn an_unknown_name_in_the_file_is_refused_with_its_name() {
    let (_folder, path) = file("listn = \"127.0.0.1:1\"");
    let refused = chain(&Settings::read(Vec::new(), HashMap::new(), Some(&path)).unwrap_err());
    assert!(
        refused.contains("listn") && refused.contains("cartaviva.toml"),
        "{refused}"
    );
}

#[test]
fn a_value_that_cannot_work_is_refused() {
    for (name, value) in [
        ("CARTAVIVA_LISTEN", "nowhere"),
        ("CARTAVIVA_DATABASE_URL", "mysql://h/d"),
        ("CARTAVIVA_PUBLIC_URL", "carta.example"),
        ("CARTAVIVA_BLOCKING_THREADS", "0"),
        ("CARTAVIVA_LOCAL_TOKENS", "false"),
        ("CARTAVIVA_RATE_LIMIT", "0"),
        ("CARTAVIVA_LOG", "loud=very"),
        ("CARTAVIVA_ATTACHMENTS_URL", "ftp://elsewhere"),
        ("CARTAVIVA_ATTACHMENTS_URL", "file://not/absolute"),
        ("CARTAVIVA_ATTACHMENT_LIMIT", "0"),
        ("CARTAVIVA_ATTACHMENT_LIMIT", "1073741825"),
    ] {
        assert!(
            Settings::read(Vec::new(), environment(&[(name, value)]), None).is_err(),
            "{name}={value}"
        );
    }
}

#[test]
fn only_a_database_on_postgresql_has_a_replica_and_its_password_is_not_shown() {
    let read = |database: &str, replica: &str| {
        let named = [
            ("CARTAVIVA_DATABASE_URL", database),
            ("CARTAVIVA_REPLICA_URL", replica),
        ];
        Settings::read(Vec::new(), environment(&named), None)
    };
    let settings = read("postgres://h/d", "postgres://carta:s3cret@standby/d").unwrap();
    assert!(matches!(settings.replica(), Ok(Some(Target::Postgres(_)))));
    let shown = format!("{settings:?}");
    assert!(shown.contains("postgres://carta:[hidden]@standby/d"), "{shown}");
    let none = read("postgres://h/d", "").unwrap();
    assert_eq!(none.replica().unwrap(), None);
    let on_a_file = chain(&read("sqlite://file", "postgres://standby/d").unwrap_err());
    assert!(
        on_a_file.contains("only a database on PostgreSQL has a replica"),
        "{on_a_file}"
    );
    let a_file = chain(&read("postgres://h/d", "sqlite://file").unwrap_err());
    assert!(a_file.contains("it begins with postgres://"), "{a_file}");
}

#[test]
fn issuers_come_from_the_file_with_their_keys_beside_it() {
    let (folder, path) = file(
        "[[issuers]]\nissuer = \"https://id.example\"\njwks_file = \"keys.json\"\nalgorithms = [\"RS256\"]\n\
         [issuers.claims]\nroles = \"ruoli\"",
    );
    let settings = Settings::read(Vec::new(), HashMap::new(), Some(&path)).unwrap();
    let issuer = settings.issuers.first().unwrap();
    assert_eq!(issuer.jwks_file, Some(folder.path().join("keys.json")));
    assert_eq!(
        (issuer.claims.roles.as_str(), issuer.claims.office.as_str()),
        ("ruoli", "office")
    );
    assert_eq!(issuer.audience, "cartaviva");
}

#[test]
fn each_issuer_has_its_profile_and_is_named_once() {
    let (_folder, path) = file(
        "[[issuers]]\nissuer = \"https://id.example\"\njwks_file = \"k\"\n\
         [[issuers]]\nprofile = \"spid-cie\"\nissuer = \"https://portal.example\"\njwks_file = \"k\"\n\
         [[issuers]]\nprofile = \"pdnd\"\nissuer = \"interop.pagopa.it\"\njwks_url = \"https://k\"\n\
         consumers = [{ consumer = \"b\", administration = \"c_e625\", roles = [\"integrator\"] }]",
    );
    let settings = Settings::read(Vec::new(), HashMap::new(), Some(&path)).unwrap();
    let profiles: Vec<_> = settings.issuers.iter().map(|issuer| issuer.profile).collect();
    assert_eq!(profiles, [Profile::Oidc, Profile::SpidCie, Profile::Pdnd]);
    for odd in [
        "[[issuers]]\nissuer = \"a\"\njwks_file = \"k\"\n[[issuers]]\nissuer = \"a\"\njwks_file = \"l\"",
        "[[issuers]]\nissuer = \"cartaviva-local\"\njwks_file = \"k\"",
        "[[issuers]]\nprofile = \"local\"\nissuer = \"a\"\njwks_file = \"k\"",
    ] {
        let (_folder, path) = file(odd);
        assert!(
            Settings::read(Vec::new(), HashMap::new(), Some(&path)).is_err(),
            "{odd}"
        );
    }
}

#[test]
fn an_algorithm_with_a_shared_secret_cannot_be_configured() {
    let (_folder, path) = file("[[issuers]]\nissuer = \"i\"\njwks_file = \"k\"\nalgorithms = [\"HS256\"]");
    assert!(Settings::read(Vec::new(), HashMap::new(), Some(&path)).is_err());
}

#[test]
fn the_password_of_the_database_is_never_shown() {
    let url = "postgres://carta:s3cret:with@colon@db/carta?sslpassword=alsos3cret";
    let settings = Settings {
        database_url: Some(url.to_owned()),
        ..Settings::default()
    };
    let shown = format!("{settings:?}");
    assert!(!shown.contains("s3cret"), "{shown}");
    assert!(shown.contains("postgres://carta:[hidden]@db/carta"), "{shown}");
}
