package metatextgrad.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.math.BigDecimal;

/** Reads a string of a tree, or a boolean or number without an exponent. */
public final class ScalarText extends StdDeserializer<String> {
    /**
     * Keeps the digits of decimals in trees: {@code 1.50} stays {@code 1.50}, and {@code
     * 12500000.5} gets no exponent. A mapper needs {@code USE_BIG_DECIMAL_FOR_FLOATS} as well.
     */
    public static final JsonNodeFactory NODES = new ExactNodes();

    /** The parser's limit for digits. An exponent must not create more. */
    private static final int MAX_DIGITS = 1000;

    ScalarText() {
        super(String.class);
    }

    /** Returns the text of a scalar, without an exponent. */
    public static String of(JsonNode scalar) {
        return scalar.isBigDecimal() ? scalar.decimalValue().toPlainString() : scalar.asText();
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && !parser.isNaN())
            return parser.getDecimalValue().toPlainString();
        if (parser.currentToken().isScalarValue()) return parser.getText();
        throw new IllegalArgumentException("must be a string or a number");
    }

    private static final class ExactNodes extends JsonNodeFactory {
        ExactNodes() {
            super(true);
        }

        /** Returns a number too long for plain digits as text, such as {@code 1E+999999999}. */
        @Override
        public ValueNode numberNode(BigDecimal number) {
            return number.scale() < -MAX_DIGITS || number.scale() > MAX_DIGITS
                    ? textNode(number.toString())
                    : super.numberNode(number);
        }
    }
}
