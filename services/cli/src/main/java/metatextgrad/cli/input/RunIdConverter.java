package metatextgrad.cli.input;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Rejects a blank id of a run before the command connects to a cluster. */
public final class RunIdConverter implements ITypeConverter<String> {
    @Override
    public String convert(String typed) {
        if (!typed.isBlank()) return typed;
        throw new TypeConversionException("the run's id is blank: mtg runs ls lists them");
    }
}
