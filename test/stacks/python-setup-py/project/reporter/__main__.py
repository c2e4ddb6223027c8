def main():
    print("report")


if __name__ == "__main__":
    main()
