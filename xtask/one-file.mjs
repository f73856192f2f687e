// The page as one HTML file that opens from a disk.
export async function oneFile() {
  return "";
}
