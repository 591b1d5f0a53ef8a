package metatextgrad.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Makes ids from content: lower-case base32 of the first 130 bits of SHA-256 over a length-prefixed
 * list of parts. A part may be a list of parts. A length before each part keeps ("ab", "c") apart
 * from ("a", "bc"). Text is hashed without Unicode normalisation. Pure and thread-safe.
 */
public final class ContentHash {
    private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final int LETTERS = 26;

    /** Copied for each use: to look the algorithm up takes longer than to hash a short text. */
    private static final MessageDigest SHA_256 = sha256();

    private ContentHash() {}

    /** The id of these parts, 26 letters. */
    public static String of(Object... parts) {
        return base32(digest(List.of(parts)));
    }

    /** A number in [0, 1) drawn from these parts. The same parts always give the same number. */
    public static double unit(Object... parts) {
        return (number(parts) >>> 11) * 0x1.0p-53;
    }

    /** 64 bits drawn from these parts. */
    public static long number(Object... parts) {
        return ByteBuffer.wrap(digest(List.of(parts))).getLong();
    }

    private static byte[] digest(List<?> parts) {
        MessageDigest sha = fresh();
        parts.forEach(part -> add(sha, part));
        return sha.digest();
    }

    private static void add(MessageDigest sha, Object part) {
        if (part instanceof List<?> list) {
            sha.update((list.size() + "[").getBytes(StandardCharsets.UTF_8));
            list.forEach(inner -> add(sha, inner));
            return;
        }
        byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
        sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        sha.update(bytes);
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String base32(byte[] digest) {
        StringBuilder letters = new StringBuilder(LETTERS);
        for (int letter = 0; letter < LETTERS; letter++) {
            int value = 0;
            for (int bit = letter * 5; bit < letter * 5 + 5; bit++)
                value = (value << 1) | ((digest[bit / 8] >> (7 - bit % 8)) & 1);
            letters.append(ALPHABET[value]);
        }
        return letters.toString();
    }
}
