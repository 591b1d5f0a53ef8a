package metatextgrad.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The number that decides which version answers, as {@code docs/connect.md} defines it. */
final class UnitHash {
    private UnitHash() {}

    /** Returns a number in [0, 1). Below the share of the second version, that one answers. */
    static double place(String project, long serial, String unit) {
        MessageDigest sha = sha256();
        for (String part : List.of("assignment", project, Long.toString(serial), unit)) {
            byte[] bytes = part.getBytes(UTF_8);
            sha.update((bytes.length + ":").getBytes(UTF_8));
            sha.update(bytes);
        }
        return (ByteBuffer.wrap(sha.digest()).getLong() >>> 11) * 0x1.0p-53;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
