package metatextgrad.cli.input;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import metatextgrad.json.Suggestions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one of several values by its name. The message for an unknown name suggests a known one.
 */
public abstract class NameConverter<T> implements ITypeConverter<T> {
    private final String kind;
    private final T[] values;
    private final Function<T, String> name;

    /**
     * @param kind what the names mean, in the singular
     */
    protected NameConverter(String kind, T[] values, Function<T, String> name) {
        this.kind = kind;
        this.values = values;
        this.name = name;
    }

    @Override
    public final T convert(String typed) {
        return Stream.of(values)
                .filter(value -> name.apply(value).equals(typed))
                .findFirst()
                .orElseThrow(() -> unknown(typed));
    }

    private TypeConversionException unknown(String typed) {
        List<String> names = Stream.of(values).map(name).toList();
        return new TypeConversionException(
                "unknown %s `%s`.%s Known: %s"
                        .formatted(
                                kind,
                                typed,
                                Suggestions.didYouMean(typed, names),
                                String.join(", ", names)));
    }
}
