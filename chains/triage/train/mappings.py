"""Which classes of the public sets mean which label; classes not named here are left out."""

from chains.triage.labels import Label

CLINC150: dict[Label, str] = {
    Label.KNOWLEDGE_QUESTION: "insurance payday pto_balance pto_used next_holiday interest_rate "
    "international_fees carry_on vaccines income taxes meeting_schedule expiration_date "
    "replacement_card_duration min_payment apr credit_limit rewards_balance bill_due routing "
    "application_status pto_request_status international_visa travel_alert",
    Label.HOW_TO: "pin_change rollover_401k insurance_change direct_deposit improve_credit_score "
    "redeem_rewards",
    Label.FIND_DOCUMENT: "w2",
    Label.ACTION_REQUEST: "pto_request schedule_meeting reminder_update calendar_update "
    "todo_list_update freeze_account pay_bill transfer report_lost_card book_flight book_hotel "
    "car_rental new_card travel_notification credit_limit_change order_checks",
    Label.TROUBLESHOOTING: "card_declined account_blocked damaged_card",
    Label.SMALL_TALK: "who_made_you who_do_you_work_for do_you_have_pets what_are_your_hobbies "
    "what_is_your_name where_are_you_from goodbye thank_you greeting are_you_a_bot "
    "how_old_are_you what_can_i_ask_you",
    Label.OUT_OF_SCOPE: "play_music next_song weather recipe meal_suggestion restaurant_suggestion "
    "restaurant_reviews restaurant_reservation ingredients_list calories nutrition_info cook_time "
    "food_last flip_coin roll_dice calculator measurement_conversion spelling translate time timer "
    "alarm smart_home what_song gas mpg traffic directions distance tire_change travel_suggestion "
    "meaning_of_life change_accent",
}

BANKING77: dict[Label, str] = {
    Label.KNOWLEDGE_QUESTION: "exchange_rate card_delivery_estimate fiat_currency_support "
    "age_limit cash_withdrawal_charge exchange_charge card_payment_fee_charged top_up_limits "
    "transfer_fee_charged card_acceptance supported_cards_and_currencies visa_or_mastercard "
    "disposable_card_limits atm_support why_verify_identity transfer_timing country_support "
    "verify_source_of_funds top_up_by_card_charge top_up_by_bank_transfer_charge",
    Label.HOW_TO: "activate_my_card change_pin edit_personal_details getting_spare_card "
    "getting_virtual_card get_disposable_virtual_card order_physical_card verify_my_identity "
    "card_linking transfer_into_account get_physical_card",
    Label.ACTION_REQUEST: "cancel_transfer request_refund terminate_account",
    Label.TROUBLESHOOTING: "declined_cash_withdrawal declined_card_payment declined_transfer "
    "failed_transfer pending_cash_withdrawal pending_card_payment pending_top_up pending_transfer "
    "card_not_working contactless_not_working virtual_card_not_working top_up_failed pin_blocked "
    "balance_not_updated_after_bank_transfer transaction_charged_twice unable_to_verify_identity "
    "Refund_not_showing_up transfer_not_received_by_recipient top_up_reverted",
}

HWU64: dict[Label, str] = {
    Label.KNOWLEDGE_QUESTION: "calendar_query",
    Label.PEOPLE_LOOKUP: "email_querycontact",
    Label.ACTION_REQUEST: "calendar_set calendar_remove email_sendemail lists_createoradd "
    "lists_remove email_addcontact",
    Label.SMALL_TALK: "general_joke",
    Label.OUT_OF_SCOPE: "weather_query play_music play_radio play_game play_podcasts iot_coffee "
    "iot_cleaning iot_hue_lightoff cooking_recipe qa_stock qa_maths recommendation_events "
    "recommendation_movies recommendation_locations takeaway_order transport_traffic news_query "
    "audio_volume_mute alarm_set music_query qa_currency datetime_query qa_factoid",
}

SNIPS: dict[Label, str] = {
    Label.OUT_OF_SCOPE: "PlayMusic GetWeather BookRestaurant RateBook SearchScreeningEvent "
    "SearchCreativeWork AddToPlaylist",
}


def label_of(mapping: dict[Label, str]) -> dict[str, Label]:
    """The mapping turned round: class to label."""
    return {name: label for label, names in mapping.items() for name in names.split()}
