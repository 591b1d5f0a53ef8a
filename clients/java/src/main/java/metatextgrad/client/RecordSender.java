package metatextgrad.client;

import java.util.Map;

/** Sends records of one kind in the background. Thread-safe. */
interface RecordSender {
    /** Returns at once. A record that cannot be sent is counted and reported. */
    void send(Map<String, Object> fields);

    /** Returns how many records were lost since the start. */
    long lost();
}
