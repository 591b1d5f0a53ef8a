package metatextgrad.wire;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Text that UTF-8 can hold. Encoders replace half a surrogate pair with a question mark without a
 * word, so that what is read differs from what was written, and so does its hash.
 */
public final class WellFormed {
    private WellFormed() {}

    /** Place of the first half pair in a text, or -1. */
    public static int firstHalfPair(String text) {
        int point;
        for (int i = 0; i < text.length(); i += Character.charCount(point)) {
            point = text.codePointAt(i);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) return i;
        }
        return -1;
    }

    /** This text with a question mark for each half pair. */
    static String mended(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    static SpecificRecord checked(SpecificRecord record) {
        check(record, record.getSchema().getName());
        return record;
    }

    private static void check(@Nullable Object value, String path) {
        if (value == null) return;
        switch (value) {
            case CharSequence text -> checkText(text.toString(), path);
            case IndexedRecord record -> {
                for (Schema.Field field : record.getSchema().getFields()) {
                    check(record.get(field.pos()), path + "." + field.name());
                }
            }
            case Collection<?> items -> items.forEach(item -> check(item, path));
            case Map<?, ?> map -> {
                check(map.keySet(), path);
                check(map.values(), path);
            }
            default -> {}
        }
    }

    private static void checkText(String text, String path) {
        int place = firstHalfPair(text);
        if (place >= 0)
            throw new IllegalArgumentException(
                    path + " has half of a surrogate pair at character " + place);
    }
}
