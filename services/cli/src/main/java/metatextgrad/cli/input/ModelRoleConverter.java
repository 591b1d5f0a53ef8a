package metatextgrad.cli.input;

import metatextgrad.model.ModelRole;
import metatextgrad.model.Text;

/** Reads the name of a role, as in project files. */
public final class ModelRoleConverter extends NameConverter<ModelRole> {
    public ModelRoleConverter() {
        super("role", ModelRole.values(), Text::lower);
    }
}
