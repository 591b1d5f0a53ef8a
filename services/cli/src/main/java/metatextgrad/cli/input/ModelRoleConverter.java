package metatextgrad.cli.input;

import java.util.Arrays;
import java.util.List;
import metatextgrad.cli.text.Texts;
import metatextgrad.json.Suggestions;
import metatextgrad.model.ModelRole;
import picocli.CommandLine;

/** Reads the name of a role, as in project files. */
public final class ModelRoleConverter implements CommandLine.ITypeConverter<ModelRole> {
    @Override
    public ModelRole convert(String typed) {
        List<String> names =
                Arrays.stream(ModelRole.values()).map(ModelRoleConverter::name).toList();
        for (ModelRole role : ModelRole.values()) {
            if (name(role).equals(typed)) return role;
        }
        throw new CommandLine.TypeConversionException(
                "no role is called `%s`.%s Known: %s"
                        .formatted(
                                typed,
                                Suggestions.didYouMean(typed, names),
                                String.join(", ", names)));
    }

    private static String name(ModelRole role) {
        return Texts.lower(role);
    }
}
