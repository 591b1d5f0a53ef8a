package metatextgrad.services.gateway.settings;

import java.util.Set;
import metatextgrad.model.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * A key that the gateway accepts in place of the key of the model server.
 *
 * @param name for logs and messages; never the key itself
 * @param allProjects whether it is valid for every project
 * @param projects the projects it is valid for otherwise
 * @param rate how many requests it may send; null for any number
 */
public record GatewayKey(
        String name,
        Set<Scope> scopes,
        boolean allProjects,
        Set<ProjectId> projects,
        @Nullable KeyRate rate) {
    /** Every gateway key begins so, and no key that does is ever sent to a model server. */
    public static final String PREFIX = "mtg-";

    public GatewayKey {
        scopes = Set.copyOf(scopes);
        projects = Set.copyOf(projects);
    }

    public boolean allows(Scope scope) {
        return scopes.contains(scope);
    }

    public boolean allows(Scope scope, ProjectId project) {
        return allows(scope) && (allProjects || projects.contains(project));
    }
}
