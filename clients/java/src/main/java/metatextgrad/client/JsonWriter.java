package metatextgrad.client;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, texts, numbers, booleans and nulls as JSON in one line. */
final class JsonWriter {
    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    /**
     * @throws IllegalArgumentException if a value has another type, or is not a finite number
     */
    static String write(@Nullable Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value);
        return writer.out.toString();
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> fields -> object(fields);
            case List<?> values -> array(values);
            case String text -> string(text);
            case Boolean truth -> out.append(truth);
            case Number number when Double.isFinite(number.doubleValue()) -> out.append(number);
            default -> throw new IllegalArgumentException("JSON has no value for " + value);
        }
    }

    private void object(Map<?, ?> fields) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> rest = fields.entrySet().iterator();
        while (rest.hasNext()) {
            Map.Entry<?, ?> field = rest.next();
            string(String.valueOf(field.getKey()));
            out.append(':');
            value(field.getValue());
            if (rest.hasNext()) out.append(',');
        }
        out.append('}');
    }

    private void array(List<?> values) {
        out.append('[');
        Iterator<?> rest = values.iterator();
        while (rest.hasNext()) {
            value(rest.next());
            if (rest.hasNext()) out.append(',');
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == '"' || one == '\\') out.append('\\').append(one);
            else if (one < ' ') out.append("\\u%04x".formatted((int) one));
            else out.append(one);
        }
        out.append('"');
    }
}
