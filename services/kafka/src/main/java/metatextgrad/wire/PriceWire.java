package metatextgrad.wire;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import metatextgrad.events.ModelPrice;
import metatextgrad.model.project.Price;

/** Maps the prices of models to and from Avro. */
final class PriceWire {
    private PriceWire() {}

    static List<ModelPrice> toAvro(SortedMap<String, Price> models) {
        return models.entrySet().stream()
                .map(
                        model ->
                                new ModelPrice(
                                        model.getKey(),
                                        model.getValue().input(),
                                        model.getValue().output()))
                .toList();
    }

    static SortedMap<String, Price> fromAvro(List<ModelPrice> prices) {
        SortedMap<String, Price> models = new TreeMap<>();
        for (ModelPrice price : prices)
            models.put(price.getModel(), new Price(price.getInput(), price.getOutput()));
        return models;
    }
}
