package metatextgrad.model.event;

import metatextgrad.model.Serial;
import metatextgrad.model.project.Project;

/** A project in the latest definition by its owner. */
public record ProjectDefined(Project project, Serial serial) implements Event {

    @Override
    public String key() {
        return project.id().value();
    }
}
