package metatextgrad.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** Reads a string of a tree, or a boolean or number without an exponent. */
final class ScalarText extends StdDeserializer<String> {
    ScalarText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && !parser.isNaN())
            return parser.getDecimalValue().toPlainString();
        if (parser.currentToken().isScalarValue()) return parser.getText();
        throw new IllegalArgumentException("must be a string or a number");
    }
}
