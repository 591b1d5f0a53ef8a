package metatextgrad.services.gateway.settings;

import java.util.Set;
import metatextgrad.model.ProjectId;

/**
 * What a key, or the members of a group, may do. Immutable.
 *
 * @param allProjects whether they hold for every project
 * @param projects the projects they hold for otherwise
 */
public record Rights(Set<Scope> scopes, boolean allProjects, Set<ProjectId> projects) {
    public Rights {
        scopes = Set.copyOf(scopes);
        projects = Set.copyOf(projects);
    }

    public boolean allow(Scope scope) {
        return scopes.contains(scope);
    }

    public boolean allow(Scope scope, ProjectId project) {
        return allow(scope) && (allProjects || projects.contains(project));
    }
}
