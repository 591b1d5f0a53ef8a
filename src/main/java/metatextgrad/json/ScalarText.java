package metatextgrad.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** Reads a string, or a number or boolean as it is written. */
final class ScalarText extends StdDeserializer<String> {
    ScalarText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        if (parser.currentToken().isScalarValue()) return parser.getText();
        throw new IllegalArgumentException("must be a string or a number");
    }
}
