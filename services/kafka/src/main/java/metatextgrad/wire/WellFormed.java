package metatextgrad.wire;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Checks that UTF-8 can encode a text. Encoders replace an unpaired surrogate with a question mark
 * silently, so the decoded text and its hash would differ.
 */
public final class WellFormed {
    private WellFormed() {}

    /** Returns the index of the first unpaired surrogate in a text, or -1. */
    public static int firstUnpairedSurrogate(String text) {
        int point;
        for (int i = 0; i < text.length(); i += Character.charCount(point)) {
            point = text.codePointAt(i);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) return i;
        }
        return -1;
    }

    /** Returns the text with a question mark for each unpaired surrogate. */
    static String replaceUnpairedSurrogates(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Returns the record, if UTF-8 can encode all its texts. */
    static SpecificRecord checked(SpecificRecord record) {
        check(record, record.getSchema().getName());
        return record;
    }

    private static void check(@Nullable Object value, String path) {
        if (value == null) return;
        switch (value) {
            case CharSequence text -> checkText(text.toString(), path);
            case IndexedRecord record -> {
                for (Schema.Field field : record.getSchema().getFields())
                    check(record.get(field.pos()), path + "." + field.name());
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
        int place = firstUnpairedSurrogate(text);
        if (place >= 0)
            throw new IllegalArgumentException(
                    path + " has an unpaired surrogate at character " + place);
    }
}
