package metatextgrad.cli.input;

import metatextgrad.cli.text.Texts;
import metatextgrad.model.ModelRole;

/** Reads the name of a role, as in project files. */
public final class ModelRoleConverter extends NameConverter<ModelRole> {
    public ModelRoleConverter() {
        super("role", ModelRole.values(), Texts::lower);
    }
}
