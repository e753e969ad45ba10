//! A charter that promises to be reviewed says so when the day comes. Livorno's is due on 19 December 2028, a Tuesday.

use cartaviva_tests::on_both;
use serde_json::json;

#[test]
fn a_review_is_announced_in_the_feed_and_to_the_office_on_its_day() {
    on_both(|app| {
        assert_eq!(app.ring_at("2028-12-19T08:00:00+01:00").seen, 0);
        assert_eq!(app.ring_at("2028-12-19T09:00:00+01:00").fired, 1);
        assert_eq!(app.ring_at("2028-12-20T09:00:00+01:00").seen, 0, "once");
        let feed = app
            .who("integrator", "c_e625")
            .get("/administrations/c_e625/events")
            .expect(200);
        let items = feed.at("/items").as_array().unwrap();
        let told = items.last().unwrap();
        assert!(
            told["type"].as_str().unwrap().ends_with("charter.review_due"),
            "{told}"
        );
        assert_eq!(told["data"]["due_on"], json!("2028-12-19"));
        let messages = app
            .operator("c_e625")
            .get("/administrations/c_e625/messages")
            .expect(200);
        assert_eq!(messages.at("/items/0/kind"), &json!("review_due"));
        assert_eq!(messages.at("/items/0/audience"), &json!("office"));
    });
}
