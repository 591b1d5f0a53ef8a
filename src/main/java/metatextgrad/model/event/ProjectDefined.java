package metatextgrad.model.event;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.Serial;
import metatextgrad.model.project.Project;

/** A project in the latest definition by its owner. */
public record ProjectDefined(Project project, Serial serial) implements Event {
    public ProjectDefined {
        requireNonNull(project, "project is null");
        requireNonNull(serial, "serial is null");
    }

    @Override
    public String key() {
        return project.id().value();
    }
}
