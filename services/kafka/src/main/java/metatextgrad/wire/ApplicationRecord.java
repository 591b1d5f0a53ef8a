package metatextgrad.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;

/** What records of applications have in common: they are Avro, or one plain JSON object. Pure. */
public final class ApplicationRecord {
    /** The header that names the project of a task. */
    public static final String PROJECT_HEADER = "mtg-project";

    /**
     * The first bytes of Avro, with the registry's id of its schema or with its fingerprint. No
     * text begins like this.
     */
    private static final List<byte[]> AVRO = List.of(new byte[] {0}, new byte[] {(byte) 0xC3, 1});

    private ApplicationRecord() {}

    public static boolean isAvro(byte[] value) {
        return AVRO.stream()
                .anyMatch(
                        start ->
                                value.length >= start.length
                                        && Arrays.equals(
                                                value, 0, start.length, start, 0, start.length));
    }

    /**
     * Returns bytes as text.
     *
     * @throws IllegalArgumentException if they are not UTF-8
     */
    public static String text(byte[] value) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the record is not UTF-8", e);
        }
    }
}
