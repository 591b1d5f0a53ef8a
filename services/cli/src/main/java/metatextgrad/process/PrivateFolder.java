package metatextgrad.process;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Folders that only their owner may enter, because they hold tasks, answers and prompts. */
public final class PrivateFolder {
    private static final int STICKY = 01000;

    private PrivateFolder() {}

    /**
     * Creates the folder if it is missing, and removes the rights of other users. A folder of
     * another owner, such as a mounted volume, keeps its rights. So does a folder that all users
     * share by design, such as {@code /tmp}.
     */
    public static Path create(Path folder) throws IOException {
        Files.createDirectories(folder);
        PosixFileAttributeView view =
                Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (view == null || ((int) Files.getAttribute(folder, "unix:mode") & STICKY) != 0)
            return folder;
        Set<PosixFilePermission> rights = EnumSet.copyOf(view.readAttributes().permissions());
        if (rights.retainAll(Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE)))
            restrict(view, rights);
        return folder;
    }

    private static void restrict(PosixFileAttributeView view, Set<PosixFilePermission> rights) {
        try {
            view.setPermissions(rights);
        } catch (IOException e) {
            // Only the owner may do this, and a mounted volume can have another owner.
        }
    }
}
