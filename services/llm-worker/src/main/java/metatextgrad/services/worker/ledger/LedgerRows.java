package metatextgrad.services.worker.ledger;

import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.RequestId;
import metatextgrad.llm.Requester;

/**
 * Rows of a ledger, six longs each in open addressing: 56 to 113 bytes per row; a map of objects
 * needs 300. Rows are never removed; a restart loads only the rows that are still in the log. Not
 * thread-safe.
 */
final class LedgerRows {
    private static final int WIDTH = 6;
    private static final int START_SLOTS = 64;
    private static final long MAX_FULL = 85;
    private static final Requester[] REQUESTERS = Requester.values();
    private static final Outcome[] OUTCOMES = Outcome.values();

    private static final int USED = 1;
    private static final int ENDED = 2;
    private static final int KEY_REST_AT = 2;
    private static final int FIRST_REST_AT = 4;
    private static final int OUTCOME_AT = 6;
    private static final int REQUESTER_AT = 10;
    private static final int ATTEMPTS_AT = 14;
    private static final int PARTITION_AT = 32;

    private long[] table = new long[START_SLOTS * WIDTH];
    private int size;

    int size() {
        return size;
    }

    long bytes() {
        return (long) table.length * Long.BYTES;
    }

    void start(CallKey call, int attempts) {
        int row = put(call.value());
        table[row + 2] = keyPart(row) | (long) attempts << ATTEMPTS_AT;
    }

    void end(CallKey call, Outcome outcome, AnswerPosition place, RequestId first) {
        int row = put(call.value());
        Base32 id = Base32.of(first.value());
        set(row, outcome, place, id.rest());
        table[row + 4] = id.high();
        table[row + 5] = id.low();
    }

    void answer(RequestId requestId, Outcome outcome, AnswerPosition place) {
        set(put(requestId.value()), outcome, place, 0);
    }

    /** Returns the row of a call or a request, or -1. */
    int find(String id) {
        Base32 key = Base32.of(id);
        int row = slot(table, key);
        return table[row + 2] == 0 ? -1 : row;
    }

    boolean ended(int row) {
        return (table[row + 2] & ENDED) != 0;
    }

    int attempts(int row) {
        return (int) (table[row + 2] >>> ATTEMPTS_AT) & 0xFFFF;
    }

    Outcome outcome(int row) {
        return OUTCOMES[(int) (table[row + 2] >>> OUTCOME_AT) & 0xF];
    }

    AnswerPosition place(int row) {
        long packed = table[row + 2];
        Requester requester = REQUESTERS[(int) (packed >>> REQUESTER_AT) & 0xF];
        return new AnswerPosition(requester, (int) (packed >>> PARTITION_AT), table[row + 3]);
    }

    RequestId first(int row) {
        int rest = (int) (table[row + 2] >>> FIRST_REST_AT) & 3;
        return new RequestId(new Base32(table[row + 4], table[row + 5], rest).text());
    }

    @SuppressWarnings("EnumOrdinal") // numbers that never leave this table
    private void set(int row, Outcome outcome, AnswerPosition place, int firstRest) {
        table[row + 2] =
                keyPart(row)
                        | ENDED
                        | (long) firstRest << FIRST_REST_AT
                        | (long) outcome.ordinal() << OUTCOME_AT
                        | (long) place.requester().ordinal() << REQUESTER_AT
                        | (long) place.partition() << PARTITION_AT;
        table[row + 3] = place.offset();
    }

    private long keyPart(int row) {
        return table[row + 2] & (USED | 3L << KEY_REST_AT);
    }

    private int put(String id) {
        if (size * 100L >= table.length / WIDTH * MAX_FULL) grow();
        Base32 key = Base32.of(id);
        int row = slot(table, key);
        if (table[row + 2] == 0) {
            table[row] = key.high();
            table[row + 1] = key.low();
            table[row + 2] = USED | (long) key.rest() << KEY_REST_AT;
            size++;
        }
        return row;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(table.length, 2)];
        for (int row = 0; row < table.length; row += WIDTH) {
            if (table[row + 2] == 0) continue;
            int rest = (int) (table[row + 2] >>> KEY_REST_AT) & 3;
            int to = slot(larger, new Base32(table[row], table[row + 1], rest));
            System.arraycopy(table, row, larger, to, WIDTH);
        }
        table = larger;
    }

    /** Returns the slot of a key, or the free slot for it. */
    private static int slot(long[] table, Base32 key) {
        int slots = table.length / WIDTH;
        int at = (int) ((key.high() ^ key.high() >>> 32) & (slots - 1));
        while (true) {
            int row = at * WIDTH;
            long packed = table[row + 2];
            if (packed == 0) return row;
            boolean same =
                    table[row] == key.high()
                            && table[row + 1] == key.low()
                            && ((packed >>> KEY_REST_AT) & 3) == key.rest();
            if (same) return row;
            at = (at + 1) & (slots - 1);
        }
    }
}
