package metatextgrad.json.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;

/**
 * Keeps the digits of decimals in trees: {@code 1.50} stays {@code 1.50}, and {@code 12500000.5}
 * gets no exponent. A mapper needs {@code USE_BIG_DECIMAL_FOR_FLOATS} as well.
 */
public final class ExactNumbers extends JsonNodeFactory {
    public static final ExactNumbers INSTANCE = new ExactNumbers();

    /** The parser's limit for digits. An exponent must not create more. */
    private static final int MAX_DIGITS = 1000;

    private ExactNumbers() {
        super(true);
    }

    /** Returns a number too long for plain digits as text, such as {@code 1E+999999999}. */
    @Override
    public ValueNode numberNode(BigDecimal number) {
        return number.scale() < -MAX_DIGITS || number.scale() > MAX_DIGITS
                ? textNode(number.toString())
                : super.numberNode(number);
    }

    /** Returns the text of a value without an exponent. */
    public static String text(JsonNode value) {
        return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
    }
}
