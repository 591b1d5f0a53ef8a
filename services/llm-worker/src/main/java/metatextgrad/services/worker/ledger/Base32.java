package metatextgrad.services.worker.ledger;

/** An id of 26 letters, as its 130 bits. */
public record Base32(long high, long low, int rest) {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LETTERS = 26;
    private static final int BITS = 5;

    /**
     * Parses an id.
     *
     * @throws IllegalArgumentException if the text is no id
     */
    public static Base32 of(String id) {
        if (id.length() != LETTERS)
            throw new IllegalArgumentException("not an id: its length is not 26");
        long high = 0;
        long low = 0;
        for (int i = 0; i < LETTERS - 1; i++) {
            high = high << BITS | low >>> (Long.SIZE - BITS);
            low = low << BITS | letter(id.charAt(i));
        }
        int last = letter(id.charAt(LETTERS - 1));
        high = high << (BITS - 2) | low >>> (Long.SIZE - BITS + 2);
        low = low << (BITS - 2) | last >>> 2;
        return new Base32(high, low, last & 3);
    }

    public String text() {
        char[] letters = new char[LETTERS];
        letters[LETTERS - 1] = ALPHABET.charAt((int) (low & 7) << 2 | rest);
        long left = high >>> (BITS - 2);
        long right = low >>> (BITS - 2) | high << (Long.SIZE - BITS + 2);
        for (int i = LETTERS - 2; i >= 0; i--) {
            letters[i] = ALPHABET.charAt((int) (right & 31));
            right = right >>> BITS | left << (Long.SIZE - BITS);
            left >>>= BITS;
        }
        return new String(letters);
    }

    private static int letter(char letter) {
        int value = ALPHABET.indexOf(letter);
        if (value < 0) throw new IllegalArgumentException("not an id: unexpected character");
        return value;
    }
}
