package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import metatextgrad.model.Dollars;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;

/**
 * Reads a dated price table: {@code schema/prices.schema.json} explains every key. The table of
 * this release is {@code prices.yaml}.
 */
public final class PricesFile {
    private static final SchemaCheck SCHEMA = new SchemaCheck("/schema/prices.schema.json");

    private PricesFile() {}

    /** Returns the table of this release; it is as old as the release. A test validates it. */
    public static Prices standard() {
        return prices(YamlText.tree(Resources.text("/prices.yaml")));
    }

    /**
     * Returns the prices of this file.
     *
     * @throws InvalidFile with all problems
     */
    public static Prices read(String yaml) {
        return prices(SCHEMA.require(YamlText.tree(yaml)));
    }

    private static Prices prices(JsonNode file) {
        SortedMap<String, Price> models = new TreeMap<>();
        file.get("models")
                .properties()
                .forEach(model -> models.put(model.getKey(), price(model.getValue())));
        return new Prices(date(file.get("as-of").asText()), models);
    }

    private static Price price(JsonNode price) {
        return new Price(micros(price.get("input")), micros(price.get("output")));
    }

    private static long micros(JsonNode dollars) {
        try {
            return Dollars.micros(dollars.asText());
        } catch (IllegalArgumentException e) {
            throw new InvalidFile("models: " + e.getMessage());
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidFile("as-of: must be a date, such as 2026-01-31");
        }
    }
}
