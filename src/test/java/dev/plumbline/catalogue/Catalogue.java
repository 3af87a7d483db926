package dev.plumbline.catalogue;

import dev.plumbline.lab.directus.DirectusVersion;
import java.util.List;
import java.util.stream.Stream;

/** All mutations, by family. */
final class Catalogue {
  private Catalogue() {}

  static List<Mutation> all() {
    return Stream.of(
            CollectionMutations.all(),
            CollectionMetadataMutations.all(),
            FieldMutations.all(),
            FieldMetadataMutations.all(),
            ColumnMutations.all(),
            DefaultMutations.all(),
            KeyMutations.all(),
            RelationMutations.all(),
            SystemMutations.all(),
            OddMutations.all(),
            ReservedMutations.all(),
            NullMutations.all(),
            UntrackedMutations.all(),
            GhostMutations.all(),
            TableMutations.all(),
            RoleMutations.all(),
            MigrationMutations.all(),
            SettingMutations.all(),
            TypeMutations.all(),
            ShownMutations.all(),
            ForeignKeyMutations.all(),
            HalfRelationMutations.all(),
            DanglingNameMutations.all(),
            FieldReportMutations.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Those that are possible in a version. */
  static List<Mutation> of(DirectusVersion version) {
    return all().stream().filter(mutation -> mutation.versions().contains(version)).toList();
  }
}
